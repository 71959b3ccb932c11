using System.Globalization;
using System.Text.Json;
using Bench.Cases;
using Spectre.Console;

namespace Bench;

/// <summary>Collects the lines, shows them as a table and writes them as JSON.</summary>
internal sealed class Report(BenchOptions options)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private readonly List<Line> _lines = [];

    public bool AllHold => _lines.All(line => line.Holds != false);

    /// <summary>Measures a case, unless it was not asked for.</summary>
    public async Task AddAsync(string name, Func<string, Task<Line>> measure)
    {
        if (options.Only is { } only && !name.Contains(only, StringComparison.OrdinalIgnoreCase)) return;
        var line = await measure(name);
        _lines.Add(line);
        Console.Error.WriteLine($"{line.Database}: {line.Name}: {Figure(line)} ({line.Detail})");
    }

    public void Show()
    {
        var table = new Table().Border(TableBorder.Markdown);
        foreach (var column in (string[])["case", "database", "measured", "target", "", "detail"]) table.AddColumn(column);
        foreach (var line in _lines)
        {
            var target = line.Target is { } value ? string.Create(CultureInfo.InvariantCulture, $"{(line.AtLeast ? '≥' : '≤')} {value:0.##}") : "";
            var verdict = line.Holds switch { true => "holds", false => "does not hold", null => "" };
            table.AddRow(((string[])[line.Name, line.Database, Figure(line), target, verdict, line.Detail]).Select(Markup.Escape).ToArray());
        }

        AnsiConsole.Profile.Width = 250;
        AnsiConsole.Write(table);
    }

    public Task WriteAsync() => File.WriteAllTextAsync(options.Json, JsonSerializer.Serialize(
        new { options.Posts, options.Items, options.Pairs, cores = Environment.ProcessorCount, runtime = Environment.Version.ToString(), lines = _lines }, Indented));

    private static string Figure(Line line) => string.Create(CultureInfo.InvariantCulture, $"{line.Value:0.00} {line.Unit}").Trim();
}
