namespace MaintenanceTasks;

/// <summary>How far a run was at a moment. A run keeps at most <see cref="Most"/> of them, however long it takes.</summary>
/// <param name="RunId">The run.</param>
/// <param name="At">The moment, UTC; unique within the run.</param>
/// <param name="Ticks">Items done by then: the sum over the partitions.</param>
/// <param name="Mark">What stopped the work at this moment, or null while it went on.</param>
public sealed record RunSample(long RunId, DateTime At, long Ticks, RunSampleMark? Mark = null)
{
    /// <summary>At most so many samples of a run are kept: 300.</summary>
    public const int Most = 300;
}
