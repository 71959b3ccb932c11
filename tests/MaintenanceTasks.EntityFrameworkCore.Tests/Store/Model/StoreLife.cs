using System.Globalization;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>One store, the leases that were ever given out on it, and what it answered. Two that live the same life answer the same.</summary>
/// <param name="store">A store.</param>
/// <param name="task">A name that no other life uses.</param>
internal sealed class StoreLife(IRunStore store, string task)
{
    private static readonly DateTime Now = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Actor Actor = new("ada", "host-a:1");
    private readonly List<Lease> _held = [];
    private readonly List<Lease> _lost = [];
    private readonly List<long> _runs = [];
    private int _made;

    /// <summary>Performs an act on something the number picks.</summary>
    /// <returns>What the store answered, without what only this store knows.</returns>
    public async Task<string> PerformAsync(StoreAct act, int pick)
    {
        if (act == StoreAct.Start || _runs.Count == 0) return await StartAsync(pick);
        var run = _runs[pick % _runs.Count];
        try
        {
            return act switch
            {
                StoreAct.Claim => await ClaimAsync(run, pick),
                StoreAct.Checkpoint => await CheckpointAsync(Pick(_held, pick)),
                StoreAct.LateCheckpoint => await CheckpointAsync(Pick(_lost, pick)),
                StoreAct.Beat => string.Join(' ', store.Beat([.. _held, .. _lost]).Select(lease => $"{IndexOf(lease.RunId)}/{lease.Partition}/{lease.Epoch}").Order(StringComparer.Ordinal)),
                StoreAct.Release => await LeaveAsync(pick, (change, lease) => LeaseMoves.Release(change, lease, Now, Actor, "stop")),
                StoreAct.LateRelease => await LateReleaseAsync(Pick(_lost, pick)),
                StoreAct.Finish => await LeaveAsync(pick, (change, lease) => LeaseMoves.Finish(change, lease, Now, Actor)),
                StoreAct.Fail => await LeaveAsync(pick, (change, lease) => LeaseMoves.Fail(change, lease, new RunError("E", "m", null, "4"), Now, Actor)),
                StoreAct.Split => await SplitAsync(Pick(_held, pick), pick),
                StoreAct.Rescue => await RescueAsync(pick),
                StoreAct.Pause => await ChangeAsync(run, change => RunRequests.Pause(change, Now, Actor)),
                StoreAct.Cancel => await ChangeAsync(run, change => RunRequests.Cancel(change, Now, Actor)),
                _ => await ChangeAsync(run, change => RunRequests.Resume(change, Now, Actor, KeyOf(run))),
            };
        }
        catch (Exception exception) when (exception is IllegalTransitionException or ActiveRunExistsException)
        {
            return exception.GetType().Name;
        }
    }

    /// <summary>All that is stored, with runs by their place instead of the ids of this store.</summary>
    public async Task<IReadOnlyList<string>> StoredAsync()
    {
        var lines = new List<string>();
        foreach (var id in _runs)
        {
            var (run, partitions) = (await store.FindAsync(id, CancellationToken.None))!;
            var place = IndexOf(id);
            lines.Add($"{place} {run.Status} {Text(run.StartedAt)} {Text(run.EndedAt)} {run.ActiveKey?[^1]} {run.Error?.Message} {run.Ticks} {run.Skipped} {run.LastEvent}");
            lines.AddRange(partitions.OrderBy(partition => partition.Number).Select(partition =>
                $"{place}/{partition.Number} {partition.Low}..{partition.High} at {partition.Cursor} {partition.Ticks} {partition.Skipped} {partition.TimeRunning} "
                + $"{partition.Owner} {partition.Epoch} {partition.Beat} {partition.CheckpointSeq} {partition.Attempts} {partition.Done} {Text(partition.MovedAt)}"));
            var events = await store.EventsAsync(id, 0, 1000, CancellationToken.None);
            lines.AddRange(events.Select(happened =>
                $"{place}#{happened.Number} {happened.Kind} {happened.From} {happened.To} {happened.Actor} {happened.Node} {happened.Partition} {happened.Epoch} {happened.Text}"));
            var failed = await store.FailedItemsAsync(id, 1000, CancellationToken.None);
            lines.AddRange(failed.Select(item => $"{place} skipped {item.Item} {item.Reason}"));
        }

        var claimable = await store.ClaimableAsync(new ClaimFilter { Tasks = [task], Now = Now, Limit = 100 }, CancellationToken.None);
        lines.Add("claimable " + string.Join(' ', claimable.Select(candidate => $"{IndexOf(candidate.RunId)}/{candidate.Partition}").Order(StringComparer.Ordinal)));
        return lines;
    }

    private async Task<string> StartAsync(int pick)
    {
        var creation = await store.CreateAsync(
            new NewRun
            {
                Task = task,
                Arguments = new Dictionary<string, string?> { ["N"] = $"{pick}" },
                ParameterHash = "h",
                Token = Guid.NewGuid(),
                ActiveKey = $"{task} {pick % 2}",
                Parallelism = 4,
                CreatedAt = Now,
                Actor = Actor,
            },
            CancellationToken.None);
        if (creation.Outcome == RunCreationOutcome.Created) _runs.Add(creation.Run.Id);
        return $"{creation.Outcome} {IndexOf(creation.Run.Id)}";
    }

    private async Task<string> ClaimAsync(long run, int pick)
    {
        var partitions = (await store.FindAsync(run, CancellationToken.None))!.Partitions.Count;
        var (number, owner) = (pick % partitions, string.Create(CultureInfo.InvariantCulture, $"owner {++_made}"));
        if (await store.ChangeAsync(run, change => LeaseMoves.Claim(change, number, owner, Now, Actor), CancellationToken.None) is not { } state) return "refused";
        var claimed = state.Partitions.Single(partition => partition.Number == number);
        _held.Add(new Lease(run, number, claimed.Epoch, owner));
        return $"claimed in epoch {claimed.Epoch}";
    }

    private async Task<string> CheckpointAsync(Lease? lease)
    {
        if (lease is null) return "nobody";
        var partition = (await store.FindAsync(lease.RunId, CancellationToken.None))!.Partitions.Single(partition => partition.Number == lease.Partition);
        var seq = partition.CheckpointSeq + 1;
        var checkpoint = new Checkpoint
        {
            Cursor = $"{seq}",
            Ticks = 3,
            TimeRunning = TimeSpan.FromMilliseconds(7),
            Seq = seq,
            At = Now,
            Skipped = seq % 3 == 0 ? [new FailedItem($"{seq}", "why")] : [],
        };
        return $"{await store.CheckpointAsync(lease, checkpoint, CancellationToken.None)}";
    }

    private Task<string> SplitAsync(Lease? lease, int pick)
    {
        if (lease is null) return Task.FromResult("nobody");
        return ChangeAsync(
            lease.RunId,
            change => PartitionSplit.Split(change, lease, change.Partitions.First(partition => partition.Number == lease.Partition).High, [$"{100 - pick}"], Now, Actor));
    }

    private async Task<string> LateReleaseAsync(Lease? lease) =>
        lease is null ? "nobody" : await ChangeAsync(lease.RunId, change => LeaseMoves.Release(change, lease, Now, Actor, "late"));

    private async Task<string> RescueAsync(int pick)
    {
        if (Pick(_held, pick) is not { } lease) return "nobody";
        var seen = (await store.FindAsync(lease.RunId, CancellationToken.None))!.Partitions.Single(partition => partition.Number == lease.Partition);
        return await LeaveAsync(pick, (change, _) => LeaseMoves.Rescue(change, seen, Now, Actor, "silent"));
    }

    private async Task<string> LeaveAsync(int pick, Func<RunChange, Lease, bool> leave)
    {
        if (Pick(_held, pick) is not { } lease) return "nobody";
        var answer = await ChangeAsync(lease.RunId, change => leave(change, lease));
        _held.Remove(lease);
        _lost.Add(lease);
        return answer;
    }

    private async Task<string> ChangeAsync(long run, Func<RunChange, bool> decide) =>
        await store.ChangeAsync(run, decide, CancellationToken.None) is { } state ? $"{state.Run.Status}" : "refused";

    private string KeyOf(long run) => $"{task} {IndexOf(run) % 2}";

    private int IndexOf(long run) => _runs.IndexOf(run);

    private static Lease? Pick(List<Lease> leases, int pick) => leases.Count == 0 ? null : leases[pick % leases.Count];

    private static string Text(DateTime? time) => time?.ToString("O", CultureInfo.InvariantCulture) ?? "-";
}
