namespace MaintenanceTasks;

/// <summary>What may be said when a run is started, besides its arguments.</summary>
public sealed record StartOptions
{
    /// <summary>Who starts it, or null.</summary>
    public string? StartedBy { get; init; }

    /// <summary>Free facts to keep with the run.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// A key of the caller's choice, at most 200 characters: a second request with the same key finds the first run instead of
    /// starting another, so that a double click or a retried request is harmless. Null for none.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// How many partitions are worked on at the same time at most, from 1 to 64; null for what the task says. More than 1 is refused
    /// for a task whose collection cannot be split.
    /// </summary>
    public int? Parallelism { get; init; }

    /// <summary>The file the run works on; required by tasks that take one, refused by all others. Stored before the run is made.</summary>
    public InputFile? File { get; init; }
}
