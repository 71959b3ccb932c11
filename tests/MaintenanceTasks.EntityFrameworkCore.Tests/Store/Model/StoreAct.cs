namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>What somebody does to a store in <see cref="StoreModelTests"/>.</summary>
internal enum StoreAct
{
    Claim,
    Checkpoint,
    LateCheckpoint,
    Beat,
    Release,
    LateRelease,
    Finish,
    Fail,
    Split,
    Rescue,
    Pause,
    Cancel,
    Resume,
    Start,
}
