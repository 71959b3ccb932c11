namespace MaintenanceTasks.Cli;

/// <summary>How patiently a run is followed.</summary>
internal sealed record FollowTimes
{
    public static FollowTimes Default { get; } = new();

    /// <summary>How long others may claim the run before this process offers to work on it.</summary>
    public TimeSpan ClaimWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the run is read.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How long the store may stay silent before the verb gives up.</summary>
    public TimeSpan StorePatience { get; init; } = TimeSpan.FromSeconds(30);
}
