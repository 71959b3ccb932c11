using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace MaintenanceTasks.Dashboard;

/// <summary>A page of completed runs, by descending id.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="Before">Only runs with a smaller id, or null on the newest page.</param>
/// <param name="Passed">The <paramref name="Before"/> of the pages passed on the way here, for the way back.</param>
/// <param name="HasOlder">True when there are more.</param>
internal sealed record HistoryPage(IReadOnlyList<Run> Runs, long? Before, IReadOnlyList<long> Passed, bool HasOlder)
{
    public const int Size = 20;

    // No C# property can have these names, so they never meet a parameter that fills the form.
    public const string BeforeField = "history-before";
    public const string PassedField = "history-passed";

    public string? Older(Links links, string task) =>
        HasOlder ? links.History(task, Runs[^1].Id, Before is { } here ? [.. Passed, here] : Passed) : null;

    public string? Newer(Links links, string task) => Before is null ? null
        : Passed.Count == 0 ? links.Task(task) + "#history"
        : links.History(task, Passed[^1], Passed.SkipLast(1));

    public static (long? Before, IReadOnlyList<long> Passed) Asked(IQueryCollection query)
    {
        var passed = query[PassedField].ToString().Split('.', StringSplitOptions.RemoveEmptyEntries).Select(Number).OfType<long>();
        return (Number(query[BeforeField]), [.. passed]);
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
