using System.Globalization;
using System.Text;

namespace Chaos.Scenarios;

/// <summary>A row as it is written to the file, and as the table must have it.</summary>
internal readonly record struct PostLine(int Number, string Title, string Body, int Author, string Created);

/// <summary>A CSV file of posts, the same at every making: quoted fields, line breaks and quotes inside them, letters of one to four bytes.</summary>
internal sealed class PostFile(string path, int rows, int seed)
{
    private static readonly string[] Words =
        ["pause", "resume", "Köln", "Ærø", "雪", "cursor", "slice", "😀", "Ελλάδα", "plain", "lease", "naïve", "tick", "Łódź", "page"];

    public string Path => path;

    public int Rows => rows;

    public IEnumerable<PostLine> Lines()
    {
        var dice = new Random(seed);
        var day = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var number = 1; number <= rows; number++)
        {
            var title = string.Create(CultureInfo.InvariantCulture, $"Post {number} {Pick(dice)} {Pick(dice)}");
            var body = dice.Next(10) switch
            {
                0 => $"{Pick(dice)},\n{Pick(dice)} on a second line\r\nand a third",
                1 => $"{Pick(dice)} said \"{Pick(dice)}\", then left",
                2 => "",
                _ => $"{Pick(dice)} {Pick(dice)}, {Pick(dice)} {Pick(dice)}.",
            };
            var created = day.AddSeconds(number).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            yield return new PostLine(number, title, body, 1 + (number % 500), created);
        }
    }

    /// <summary>Writes it.</summary>
    /// <returns>This file.</returns>
    public PostFile Write()
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), bufferSize: 1 << 16);
        file.Write("Number,Title,Body,Author,Created\n");
        foreach (var line in Lines())
        {
            file.Write(string.Create(
                CultureInfo.InvariantCulture, $"{line.Number},{Quoted(line.Title)},{Quoted(line.Body)},{line.Author},{line.Created}\n"));
        }

        return this;
    }

    private static string Pick(Random dice) => Words[dice.Next(Words.Length)];

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny("\",\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
