namespace MaintenanceTasks;

/// <summary>What an event of a run tells. Stored as the lower-case word.</summary>
public enum RunEventKind
{
    /// <summary>The status changed.</summary>
    Status,

    /// <summary>A worker claimed a partition.</summary>
    Claimed,

    /// <summary>A worker released a partition.</summary>
    Released,

    /// <summary>A partition was taken from a worker that is dead or silent.</summary>
    Rescued,

    /// <summary>A partition was finished.</summary>
    Finished,

    /// <summary>The task said something.</summary>
    Note,

    /// <summary>A partition gave parts of its range to new partitions.</summary>
    Split,

    /// <summary>A partition ended in an error, and the others go on.</summary>
    GivenUp,
}
