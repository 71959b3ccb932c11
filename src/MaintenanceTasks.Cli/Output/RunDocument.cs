namespace MaintenanceTasks.Cli;

/// <summary>A run as JSON. The names are a contract: add, never rename.</summary>
internal record RunDocument
{
    protected RunDocument(Run run)
    {
        (Id, Task, Status) = (run.Id, run.Task, run.Status);
        (Ticks, Total, TotalKind) = (run.Ticks, run.Total, run.TotalKind);
        (Skipped, Affected, TimeRunningSeconds) = (run.Skipped, run.Affected, run.TimeRunning.TotalSeconds);
        Build = run.Build;
        ItemsPerSecond = ProgressText.MeanRate(run);
        (Delivery, Parallelism, Arguments) = (run.Delivery, run.Parallelism, run.Arguments);
        (StartedBy, Metadata, IdempotencyKey) = (run.StartedBy, run.Metadata, run.IdempotencyKey);
        (CreatedAt, StartedAt, EndedAt) = (Utc(run.CreatedAt), Utc(run.StartedAt), Utc(run.EndedAt));
        (HeldUntil, HeldReason, Error) = (Utc(run.HeldUntil), run.HeldReason, run.Error);
    }

    public long Id { get; }

    public string Task { get; }

    public RunStatus Status { get; }

    public long Ticks { get; }

    public long? Total { get; }

    public TotalKind TotalKind { get; }

    public long Skipped { get; }

    public long Affected { get; }

    public double TimeRunningSeconds { get; }

    public double? ItemsPerSecond { get; }

    public DeliveryMode Delivery { get; }

    public string? Build { get; }

    public int Parallelism { get; }

    public IReadOnlyDictionary<string, string?> Arguments { get; }

    public string? StartedBy { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    public string? IdempotencyKey { get; }

    public DateTime? CreatedAt { get; }

    public DateTime? StartedAt { get; }

    public DateTime? EndedAt { get; }

    public DateTime? HeldUntil { get; }

    public string? HeldReason { get; }

    public RunError? Error { get; }

    public static RunDocument Of(Run run) => new(run);

    /// <summary>Stored times are UTC, whatever the store's driver calls them.</summary>
    protected static DateTime? Utc(DateTime? stored) => stored is { } time ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : null;
}
