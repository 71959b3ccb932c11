namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>What the guarded checkpoint statement found.</summary>
internal enum CheckpointAnswer
{
    /// <summary>The epoch has moved on: nothing of the page may commit.</summary>
    Fenced,

    /// <summary>Written now; commit.</summary>
    Written,

    /// <summary>Committed earlier, and the acknowledgement was lost; roll back what was tried again.</summary>
    WrittenBefore,
}
