using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.Csv.Tests;

/// <summary>A file that nobody here wrote: the characters of Unicode, separated by semicolons, without a header.</summary>
public sealed class UnicodeDataTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Every_character_of_Unicode_is_imported_field_by_field(string kind)
    {
        var path = Environment.GetEnvironmentVariable("MT_UNICODE_DATA") is { Length: > 0 } named ? named : "/usr/share/unicode/UnicodeData.txt";
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("MT_SKIP_MISSING") == "1") Assert.Skip($"There is no UnicodeData.txt at {path}.");
        Assert.True(File.Exists(path), $"There is no UnicodeData.txt at {path}. Install unicode-data, name the file in MT_UNICODE_DATA, or set MT_SKIP_MISSING=1 to skip.");
        var expected = (await File.ReadAllLinesAsync(path)).Select(line => line.Split(';')).ToArray();
        Assert.True(expected.Length > 30_000, $"The file has {expected.Length} lines.");

        await using var shop = await Shop.OpenAsync(kind);
        await using var content = File.OpenRead(path);
        var options = new StartOptions { File = new InputFile(content, "UnicodeData.txt") };
        var run = await shop.WorkAsync((await shop.Runner.StartAsync<ImportUnicode>(options: options)).Id);

        Assert.Null(run.Error);
        Assert.Equal((RunStatus.Succeeded, (long)expected.Length, (long)expected.Length), (run.Status, run.Ticks, run.Total));
        var imported = await shop.WithDbAsync(db => db.Set<UnicodeCharacter>().OrderBy(character => character.Id).ToListAsync());
        Assert.Equal(expected, imported.Select(character => character.Fields().ToArray()));
    }
}
