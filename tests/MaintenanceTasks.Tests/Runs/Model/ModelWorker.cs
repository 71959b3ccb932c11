namespace MaintenanceTasks.Tests.Runs.Model;

/// <summary>What a worker is about to do next.</summary>
internal enum Phase
{
    /// <summary>It has no partition, or is a new process that knows nothing.</summary>
    Idle,

    /// <summary>Its position is stored, as far as it knows.</summary>
    Ready,

    /// <summary>An item is processed: inside its transaction, or with its effect already out and no checkpoint yet.</summary>
    InHand,

    /// <summary>The connection broke during a commit, and nobody said how it ended.</summary>
    Unsure,
}

/// <summary>A worker as it sees the world itself, which may be long out of date.</summary>
internal readonly record struct ModelWorker(Phase Phase, int Partition, long Epoch, int Position);
