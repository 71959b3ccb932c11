namespace MaintenanceTasks;

/// <summary>Something that happened to a run: who did what, when, where. Append-only.</summary>
public sealed record RunEvent
{
    /// <summary>The run it belongs to.</summary>
    public required long RunId { get; init; }

    /// <summary>Its number within the run, from 1, without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>What happened.</summary>
    public required RunEventKind Kind { get; init; }

    /// <summary>The status before, for <see cref="RunEventKind.Status"/> after the first.</summary>
    public RunStatus? From { get; init; }

    /// <summary>The status after, for <see cref="RunEventKind.Status"/>.</summary>
    public RunStatus? To { get; init; }

    /// <summary>The person or the part of the engine that did it, or null when not known.</summary>
    public string? Actor { get; init; }

    /// <summary>The machine and process it was done by.</summary>
    public string? Node { get; init; }

    /// <summary>The partition concerned, or null.</summary>
    public int? Partition { get; init; }

    /// <summary>The epoch of the lease concerned, or null.</summary>
    public long? Epoch { get; init; }

    /// <summary>More words, or null.</summary>
    public string? Text { get; init; }
}
