namespace MaintenanceTasks;

/// <summary>How a slice ended. Computed once; one switch turns it into what is written and what is queued next.</summary>
internal abstract record SliceOutcome
{
    private SliceOutcome()
    {
    }

    /// <summary>The partition has no more items.</summary>
    public sealed record Completed : SliceOutcome;

    /// <summary>Somebody asked the run to stop, or another partition of it failed.</summary>
    public sealed record Stopped : SliceOutcome;

    /// <summary>The process is shutting down.</summary>
    public sealed record Interrupted : SliceOutcome;

    /// <summary>The slice has worked as long as it may; others get their turn.</summary>
    public sealed record TimeLimit : SliceOutcome;

    /// <summary>The task or the database asked to wait.</summary>
    public sealed record Held(TimeSpan Delay, string Reason) : SliceOutcome;

    /// <summary>The task wants its run to end here.</summary>
    public sealed record Cancelled(string Reason) : SliceOutcome;

    /// <summary>An item, the collection or the task itself failed.</summary>
    public sealed record Failed(Exception Exception, string? Item) : SliceOutcome;

    /// <summary>The lease is gone, or can no longer be trusted: nothing more may be written.</summary>
    public sealed record LeaseLost : SliceOutcome;

    /// <summary>Other workers have nothing to do: half of the rest is theirs. Never the end of a slice.</summary>
    public sealed record Share : SliceOutcome;

    /// <summary>The page is thrown away with its scope and redone as the progress says. Never the end of a slice.</summary>
    public sealed record Redo(TimeSpan Delay) : SliceOutcome;
}
