namespace MaintenanceTasks;

/// <summary>How leases change hands: claim, release, finish, fail, rescue. Pure functions of the state, guarded by epochs.</summary>
internal static class LeaseMoves
{
    /// <summary>Claims a free partition. Answers true as well when this owner has it already (a lost acknowledgement).</summary>
    public static bool Claim(RunChange change, int number, string owner, DateTime at, Actor actor)
    {
        var partition = Find(change, number);
        if (partition is null) return false;
        if (partition.Owner == owner) return true;
        var run = change.Run;
        if (!partition.IsFree || !run.Status.IsClaimable() || run.HeldUntil > at || !HasRoom(run, change.Partitions)) return false;

        var epoch = partition.Epoch + 1;
        change.Write(new PartitionWrite
        {
            Number = number,
            ExpectedEpoch = partition.Epoch,
            Epoch = epoch,
            Owner = owner,
            Attempts = Attempts.AfterClaim(partition.Attempts),
            ClaimedAt = at,
        });
        change.Record(RunEventKind.Claimed, at, actor, number, epoch);
        if (run.Status != RunStatus.Running) change.Transition(RunStatus.Running, at, actor);
        change.Update(change.Run with { StartedAt = run.StartedAt ?? at, HeldUntil = null, HeldReason = null });
        return true;
    }

    /// <summary>Notes that the item in hand is begun, where processes have died before: should this one die as well, it was on that item.</summary>
    public static bool Begin(RunChange change, Lease lease)
    {
        if (!Holds(change, lease, out var partition)) return false;
        change.Write(Kept(partition) with { Attempts = Attempts.AfterBegin(partition.Attempts) });
        return true;
    }

    /// <summary>
    /// True when one more partition may be worked on at the same time. Partitions cut out of one are never more than that; scopes are.
    /// </summary>
    public static bool HasRoom(Run run, IReadOnlyList<Partition> partitions) =>
        partitions.Count(partition => partition.Owner is not null) < run.Parallelism || partitions.All(partition => partition.Scope is null);

    /// <summary>Gives a partition back in good order; when held, until when and why.</summary>
    public static bool Release(RunChange change, Lease lease, DateTime at, Actor actor, string text, DateTime? heldUntil = null)
    {
        if (!Holds(change, lease, out var partition)) return false;
        change.Write(Freed(partition) with { Attempts = 0 });
        change.Record(RunEventKind.Released, at, actor, lease.Partition, lease.Epoch, text);
        if (heldUntil is not null) change.Update(change.Run with { HeldUntil = heldUntil, HeldReason = text });
        Settlement.Settle(change, at, actor);
        return true;
    }

    /// <summary>Marks a partition done; the last one ends the run.</summary>
    public static bool Finish(RunChange change, Lease lease, DateTime at, Actor actor)
    {
        if (!Holds(change, lease, out var partition)) return false;
        change.Write(Freed(partition) with { Attempts = 0, Done = true });
        change.Record(RunEventKind.Finished, at, actor, lease.Partition, lease.Epoch);
        Settlement.Settle(change, at, actor);
        return true;
    }

    /// <summary>Gives a partition back because the task wants its run to end; cancelled once nobody else works on it.</summary>
    public static bool Cancel(RunChange change, Lease lease, string reason, DateTime at, Actor actor)
    {
        if (!Holds(change, lease, out var partition)) return false;
        change.Write(Freed(partition) with { Attempts = 0 });
        change.Record(RunEventKind.Released, at, actor, lease.Partition, lease.Epoch, reason);
        if (RunTransitions.IsLegal(change.Run.Status, RunStatus.Cancelling)) change.Transition(RunStatus.Cancelling, at, actor, reason);
        Settlement.Settle(change, at, actor);
        return true;
    }

    /// <summary>Stops the run with an error; the cursor stays right before the failing item.</summary>
    public static bool Fail(RunChange change, Lease lease, RunError error, DateTime at, Actor actor)
    {
        if (!Holds(change, lease, out var partition)) return false;
        change.Write(Freed(partition) with { Attempts = 0 });
        change.Record(RunEventKind.Released, at, actor, lease.Partition, lease.Epoch, "an error");
        if (!RunTransitions.IsLegal(change.Run.Status, RunStatus.Errored)) return true;
        change.Update(change.Run with { Error = error });
        change.Transition(RunStatus.Errored, at, actor, error.Message);
        return true;
    }

    /// <summary>Gives up the partition of a scope with an error while the others go on; the last one ends the run.</summary>
    public static bool GiveUp(RunChange change, Lease lease, RunError error, DateTime at, Actor actor)
    {
        if (!Holds(change, lease, out var partition)) return false;
        change.Write(Freed(partition) with { Attempts = 0, Error = error.Message });
        change.Record(RunEventKind.GivenUp, at, actor, lease.Partition, lease.Epoch, error.Message);
        Settlement.Settle(change, at, actor);
        return true;
    }

    /// <summary>Takes a partition from a holder that is dead or silent, if neither epoch nor beat has moved since it was seen.</summary>
    public static bool Rescue(RunChange change, Partition seen, DateTime at, Actor actor, string reason)
    {
        var partition = Find(change, seen.Number);
        if (partition?.Owner is null || partition.Epoch != seen.Epoch || partition.Beat != seen.Beat) return false;
        change.Write(Freed(partition) with { ExpectedBeat = seen.Beat });
        change.Record(RunEventKind.Rescued, at, actor, partition.Number, partition.Epoch, reason);
        Settlement.Settle(change, at, actor);
        return true;
    }

    /// <summary>True while a lease is what the store has.</summary>
    public static bool Holds(RunChange change, Lease lease, out Partition partition)
    {
        partition = Find(change, lease.Partition)!;
        return partition is not null && partition.Epoch == lease.Epoch && partition.Owner == lease.Owner;
    }

    /// <summary>A write of the holder, who stays it.</summary>
    public static PartitionWrite Kept(Partition partition) => new()
    {
        Number = partition.Number,
        ExpectedEpoch = partition.Epoch,
        Epoch = partition.Epoch,
        Owner = partition.Owner,
    };

    private static PartitionWrite Freed(Partition partition) => new()
    {
        Number = partition.Number,
        ExpectedEpoch = partition.Epoch,
        Epoch = partition.Epoch + 1,
        Owner = null,
    };

    private static Partition? Find(RunChange change, int number) =>
        change.Partitions.FirstOrDefault(partition => partition.Number == number);
}
