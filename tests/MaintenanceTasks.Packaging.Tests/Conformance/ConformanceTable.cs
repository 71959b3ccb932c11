using System.Globalization;
using System.Text;

namespace MaintenanceTasks.Packaging.Tests;

/// <summary>The document that lists every behaviour and every trap of the Ruby gems beside the test that proves what is so here.</summary>
internal static class ConformanceTable
{
    public const string Path = "docs/conformance.md";

    public static IReadOnlyList<string> Behaviours { get; } = [.. Enumerable.Range(1, 380).Select(number => Number('C', number, "D3"))];

    public static IReadOnlyList<string> Traps { get; } = [.. Enumerable.Range(1, 53).Select(number => Number('Q', number, "D2"))];

    public static string Write()
    {
        var absent = Behaviours.Count(NotHere.Reasons.ContainsKey);
        var better = Behaviours.Count(number => MarkedTest.Of(number).Any(test => test.Better is not null));
        var text = new StringBuilder($"""
            # Beside the Ruby gems

            `maintenance_tasks` and `job-iteration` are held by their authors' own tests. This table has a line for each of the {Behaviours.Count} behaviours
            found there (C numbers) and for each of {Traps.Count} traps found by reading their source (Q numbers): what is so here, and the
            test that proves it. {Behaviours.Count - better - absent} are the same, {better} are better, {absent} do not apply in .NET; every trap is avoided.

            The table is made from the marks on the tests (`[Ancestor("C025")]`, `[Avoids("Q03")]`); a test fails when a number is missing or the
            table is old. To write it anew: `MT_WRITE_DOCS=1 dotnet test tests/MaintenanceTasks.Packaging.Tests --filter FullyQualifiedName~ConformanceTests`.

            ## Behaviours

            | | here | what is so here | proved by |
            |---|---|---|---|

            """);
        foreach (var number in Behaviours) text.Append(Row(number)).Append('\n');
        text.Append("\n## Traps\n\n| | here | what is so here | proved by |\n|---|---|---|---|\n");
        foreach (var number in Traps) text.Append(Row(number)).Append('\n');
        return text.ToString();
    }

    private static string Row(string number)
    {
        if (NotHere.Reasons.TryGetValue(number, out var reason)) return $"| {number} | does not apply | {reason} | – |";
        var tests = MarkedTest.Of(number);
        return $"| {number} | {Verdict(number, tests)} | {string.Join("; ", tests.Select(test => test.Sentence).Distinct())} | {string.Join(", ", tests.Select(test => test.Link).Distinct())} |";
    }

    private static string Verdict(string number, IReadOnlyList<MarkedTest> tests)
    {
        if (number[0] == 'Q') return "avoided";
        var better = tests.Select(test => test.Better).OfType<string>().Distinct().ToList();
        return better.Count == 0 ? "same" : $"better: {string.Join("; ", better)}";
    }

    private static string Number(char kind, int number, string format) => kind + number.ToString(format, CultureInfo.InvariantCulture);
}
