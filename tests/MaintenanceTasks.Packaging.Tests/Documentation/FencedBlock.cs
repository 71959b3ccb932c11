namespace MaintenanceTasks.Packaging.Tests;

/// <summary>A fenced block of a Markdown file.</summary>
/// <param name="Document">The file, as seen from the root of the repository.</param>
/// <param name="Line">The line of the fence, from 1.</param>
/// <param name="Language">The word after the fence; empty for commands.</param>
/// <param name="Section">The heading above it.</param>
/// <param name="Text">The lines between the fences.</param>
internal sealed record FencedBlock(string Document, int Line, string Language, string Section, string Text)
{
    /// <summary>The file that a block of C# is to be written to: its first line says <c>// Name.cs</c>. Null for a snippet.</summary>
    public string? File => Text.Split('\n')[0] is { } first && first.StartsWith("// ", StringComparison.Ordinal) && first.EndsWith(".cs", StringComparison.Ordinal)
        ? first[3..]
        : null;

    public static IEnumerable<FencedBlock> Of(string document)
    {
        var lines = System.IO.File.ReadAllLines(Repository.PathOf(document));
        var section = "";
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].StartsWith('#')) section = lines[at].TrimStart('#', ' ');
            if (!lines[at].StartsWith("```", StringComparison.Ordinal)) continue;
            var end = Array.FindIndex(lines, at + 1, line => line == "```");
            if (end < 0) throw new InvalidDataException($"Expected an end to the block at {document}:{at + 1}, found none.");
            yield return new FencedBlock(document, at + 1, lines[at][3..], section, string.Join('\n', lines[(at + 1)..end]));
            at = end;
        }
    }
}
