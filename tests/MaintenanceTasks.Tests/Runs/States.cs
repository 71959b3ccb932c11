namespace MaintenanceTasks.Tests.Runs;

/// <summary>States of a run to decide upon, without a store.</summary>
internal static class States
{
    public static readonly DateTime Now = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);
    public static readonly Actor Worker = new("worker", "host-a:1");
    public static readonly Actor Person = new("ada", "host-b:2");

    public static RunState Of(RunStatus status, params Partition[] partitions) => new(
        new Run { Id = 7, Task = "Backfill", Status = status, Token = Guid.Empty, CreatedAt = Now, LastEvent = 10 },
        partitions.Length == 0 ? [Free(0)] : partitions);

    public static Partition Free(int number) => new() { RunId = 7, Number = number, Epoch = 3 };

    public static Partition Held(int number, string owner = "me") => Free(number) with { Owner = owner, Attempts = 1, Beat = 5 };

    public static Partition Finished(int number) => Free(number) with { Done = true };

    public static Lease LeaseOn(Partition partition) => new(partition.RunId, partition.Number, partition.Epoch, partition.Owner ?? "me");

    /// <summary>The statuses a change walked through, in order.</summary>
    public static RunStatus[] Path(RunChange change) =>
        [.. change.Events.Where(happened => happened.Kind == RunEventKind.Status).Select(happened => happened.To!.Value)];
}
