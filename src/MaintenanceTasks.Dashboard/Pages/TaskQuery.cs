using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace MaintenanceTasks.Dashboard;

/// <summary>Which tasks the first page lists, and in which order.</summary>
internal sealed record TaskQuery
{
    public const int PageSize = 50;
    public const string New = "new";
    public const string Stale = "stale";
    public const string Active = "active";

    /// <summary>Only tasks whose name or description has this text.</summary>
    public string Text { get; init; } = "";

    /// <summary>The status of the newest run, or <c>new</c>, <c>stale</c>, <c>active</c>; empty for all.</summary>
    public string Status { get; init; } = "";

    /// <summary>Only tasks of this namespace; empty for all.</summary>
    public string Namespace { get; init; } = "";

    /// <summary><c>name</c>, <c>status</c>, or empty for new ones first, then by the newest run.</summary>
    public string Sort { get; init; } = "";

    /// <summary>From 0.</summary>
    public int Page { get; init; }

    public bool IsFiltered => Text.Length + Status.Length + Namespace.Length > 0;

    public static TaskQuery Of(IQueryCollection query) => new()
    {
        Text = query["q"].ToString().Trim(),
        Status = query["status"].ToString(),
        Namespace = query["namespace"].ToString(),
        Sort = query["sort"].ToString(),
        Page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 0,
    };

    /// <summary>The same as a query string, without what is as usual; empty when all is.</summary>
    public override string ToString()
    {
        var builder = new QueryBuilder();
        if (Text.Length > 0) builder.Add("q", Text);
        if (Status.Length > 0) builder.Add("status", Status);
        if (Namespace.Length > 0) builder.Add("namespace", Namespace);
        if (Sort.Length > 0) builder.Add("sort", Sort);
        if (Page > 0) builder.Add("page", Page.ToString(CultureInfo.InvariantCulture));
        return builder.ToString();
    }

    public IEnumerable<TaskRow> Choose(IEnumerable<TaskRow> rows)
    {
        var chosen = rows.Where(row => (Has(row.Task.Name) || Has(row.Task.Description)) && HasStatus(row) && (Namespace.Length == 0 || row.Task.Namespace == Namespace));
        return Sort switch
        {
            "name" => chosen.OrderBy(row => row.Task.Name, StringComparer.OrdinalIgnoreCase),
            "status" => chosen.OrderBy(row => Rank(row.Newest?.Status)).ThenBy(row => row.Task.Name, StringComparer.OrdinalIgnoreCase),
            _ => chosen.OrderBy(row => row.Newest is not null).ThenByDescending(row => row.Newest?.Id),
        };
    }

    private bool Has(string? text) => text?.Contains(Text, StringComparison.OrdinalIgnoreCase) == true;

    private bool HasStatus(TaskRow row) => Status switch
    {
        "" => true,
        New => row.Newest is null,
        Stale => row.StaleFor is not null,
        Active => row.Newest?.Status.IsActive() == true,
        _ => row.Newest?.Status.Word() == Status,
    };

    /// <summary>What needs a look comes first.</summary>
    private static int Rank(RunStatus? status) => status switch
    {
        RunStatus.Errored => 0,
        RunStatus.Running => 1,
        RunStatus.Pausing or RunStatus.Cancelling => 2,
        RunStatus.Interrupted => 3,
        RunStatus.Enqueued => 4,
        RunStatus.Paused => 5,
        null => 6,
        RunStatus.Succeeded => 7,
        _ => 8,
    };
}
