namespace MaintenanceTasks;

/// <summary>How a process takes part in the work.</summary>
public sealed class WorkerOptions
{
    /// <summary>False to only serve pages and API, and leave the work to other processes. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many partitions this process works on at the same time. Default 2.</summary>
    public int MaxConcurrentSlices { get; set; } = 2;
}
