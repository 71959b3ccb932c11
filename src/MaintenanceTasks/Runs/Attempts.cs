namespace MaintenanceTasks;

/// <summary>
/// What <see cref="Partition.Attempts"/> says about deaths of processes at one position. Up to three deaths any claim counts. Then items go one by one, and
/// what counts is that an item was begun: a process that dies before it has done nothing to be blamed on the item.
/// </summary>
internal static class Attempts
{
    private const int DeathsBeforeSingles = 3;
    private const int DeathsOnAnItem = 3;
    private const int FirstSingle = DeathsBeforeSingles + 1;

    public static int AfterClaim(int attempts) => attempts < FirstSingle ? attempts + 1 : attempts;

    public static int AfterBegin(int attempts) => attempts + 1;

    /// <summary>True when the items of a partition that was just claimed are to go one by one.</summary>
    public static bool AreSuspicious(int attempts) => attempts >= FirstSingle;

    /// <summary>True when the next item of a partition that was just claimed is not to be touched any more.</summary>
    public static bool AreTooMany(int attempts) => attempts >= FirstSingle + DeathsOnAnItem;
}
