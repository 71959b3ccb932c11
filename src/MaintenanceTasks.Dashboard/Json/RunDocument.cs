using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace MaintenanceTasks.Dashboard;

/// <summary>A run as JSON. The names are a contract, and those of the command line: add, never rename.</summary>
internal record RunDocument
{
    [SetsRequiredMembers]
    protected RunDocument(Run run, Links links)
    {
        (Id, Task, Status, Url) = (run.Id, run.Task, run.Status, links.Run(run.Id));
        (Ticks, Total, TotalKind, Skipped, Affected) = (run.Ticks, run.Total, run.TotalKind, run.Skipped, run.Affected);
        TimeRunningSeconds = run.TimeRunning.TotalSeconds;
        ItemsPerSecond = TimeRunningSeconds > 0 && run.Ticks > 0 ? run.Ticks / TimeRunningSeconds : null;
        (Delivery, Build, Parallelism, IdempotencyKey) = (run.Delivery, run.Build, run.Parallelism, run.IdempotencyKey);
        (Arguments, Metadata, StartedBy) = (run.Arguments, run.Metadata, run.StartedBy);
        (CreatedAt, StartedAt, EndedAt) = (Utc.Of(run.CreatedAt), Utc.Of(run.StartedAt), Utc.Of(run.EndedAt));
        (HeldUntil, HeldReason, Error) = (Utc.Of(run.HeldUntil), run.HeldReason, run.Error);
    }

    public required long Id { get; init; }

    public required string Task { get; init; }

    [JsonConverter(typeof(WordConverter<RunStatus>))]
    public required RunStatus Status { get; init; }

    public required long Ticks { get; init; }

    public required long? Total { get; init; }

    [JsonConverter(typeof(WordConverter<TotalKind>))]
    public required TotalKind TotalKind { get; init; }

    public required long Skipped { get; init; }

    public required long Affected { get; init; }

    public required double TimeRunningSeconds { get; init; }

    /// <summary>Over all the time worked, or null before there is any.</summary>
    public required double? ItemsPerSecond { get; init; }

    [JsonConverter(typeof(WordConverter<DeliveryMode>))]
    public required DeliveryMode Delivery { get; init; }

    /// <summary>The build that works on it, as its module version id, or null when not known.</summary>
    public required string? Build { get; init; }

    public required int Parallelism { get; init; }

    /// <summary>As given; a secret shows as dots.</summary>
    public required IReadOnlyDictionary<string, string?> Arguments { get; init; }

    public required string? StartedBy { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public required string? IdempotencyKey { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime? StartedAt { get; init; }

    public required DateTime? EndedAt { get; init; }

    public required DateTime? HeldUntil { get; init; }

    public required string? HeldReason { get; init; }

    public required RunError? Error { get; init; }

    /// <summary>The path of its page, and of its details as JSON.</summary>
    public required string Url { get; init; }

    public static RunDocument Of(Run run, Links links) => new(run, links);
}
