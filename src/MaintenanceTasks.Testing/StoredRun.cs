namespace MaintenanceTasks.Testing;

/// <summary>The rows of one run. Every write is guarded, and happens wholly or not at all; the store's lock is held around it.</summary>
internal sealed class StoredRun
{
    private const int NotesKept = 200;
    private const int WorkKept = 400;
    private readonly List<RunEvent> _events = [];
    private readonly List<FailedItem> _failedItems = [];
    private readonly SortedDictionary<DateTime, RunSample> _samples = [];
    private Partition[] _partitions;
    private Run _run;

    public StoredRun(long id, NewRun run)
    {
        _run = new Run
        {
            Id = id,
            Task = run.Task,
            Status = RunStatus.Enqueued,
            Arguments = new Dictionary<string, string?>(run.Arguments),
            ParameterHash = run.ParameterHash,
            Build = run.Build,
            StartedBy = run.StartedBy,
            Metadata = new Dictionary<string, string>(run.Metadata),
            IdempotencyKey = run.IdempotencyKey,
            Token = run.Token,
            ActiveKey = run.ActiveKey,
            Delivery = run.Delivery,
            Parallelism = run.Parallelism,
            CreatedAt = run.CreatedAt,
            LastEvent = 1,
        };
        _partitions = [new Partition { RunId = id, Number = 0 }];
        _events.Add(new RunEvent
        {
            RunId = id,
            Number = 1,
            At = run.CreatedAt,
            Kind = RunEventKind.Status,
            To = RunStatus.Enqueued,
            Actor = run.Actor.Name,
            Node = run.Actor.Node,
        });
    }

    public Run Run => _run with
    {
        Ticks = _partitions.Sum(partition => partition.Ticks),
        Skipped = _partitions.Sum(partition => partition.Skipped),
        Affected = _partitions.Sum(partition => partition.Affected),
        MovedAt = _partitions.Max(partition => partition.MovedAt),
        TimeRunning = TimeSpan.FromTicks(_partitions.Sum(partition => partition.TimeRunning.Ticks)),
    };

    public IReadOnlyList<Partition> Partitions => _partitions;

    public IReadOnlyList<RunEvent> Events => _events;

    public IReadOnlyList<FailedItem> FailedItems => _failedItems;

    public IReadOnlyCollection<RunSample> Samples => _samples.Values;

    public RunState State() => new(Run, _partitions);

    public bool TryWrite(RunChange change)
    {
        Partition[] written = [.. _partitions];
        foreach (var write in change.Writes)
        {
            var index = Array.FindIndex(written, partition => partition.Number == write.Number);
            if (index < 0 || !Allows(written[index], write)) return false;
            written[index] = written[index] with
            {
                Epoch = write.Epoch,
                Owner = write.Owner,
                Attempts = write.Attempts ?? written[index].Attempts,
                Done = written[index].Done || write.Done,
                High = write.High ?? written[index].High,
                Scope = write.Scope ?? written[index].Scope,
                Error = write.Error switch { null => written[index].Error, "" => null, var error => error },
                ClaimedAt = write.ClaimedAt ?? written[index].ClaimedAt,
            };
        }

        _run = change.Run;
        _partitions =
        [
            .. written,
            .. change.Added.Select(added => new Partition { RunId = _run.Id, Number = added.Number, Low = added.Low, High = added.High, Scope = added.Scope }),
        ];
        _events.AddRange(change.Events);
        Forget(NotesKept, happened => happened.Kind == RunEventKind.Note);
        if (change.Events.Any(happened => happened.Kind == RunEventKind.Claimed)) Forget(WorkKept, IsWork);
        return true;
    }

    public bool TryKeep(Lease lease, Checkpoint checkpoint)
    {
        if (Held(lease) is not { } partition) return false;
        if (partition.CheckpointSeq == checkpoint.Seq) return true;
        if (partition.CheckpointSeq != checkpoint.Seq - 1)
        {
            throw new InvalidOperationException(
                $"Expected checkpoint {partition.CheckpointSeq + 1} of run {lease.RunId}, partition {lease.Partition}, found {checkpoint.Seq}.");
        }

        Replace(partition with
        {
            Cursor = checkpoint.Cursor,
            Ticks = partition.Ticks + checkpoint.Ticks,
            Skipped = partition.Skipped + checkpoint.Skipped.Count,
            Vanished = partition.Vanished + checkpoint.Vanished,
            Affected = partition.Affected + checkpoint.Affected,
            TimeRunning = partition.TimeRunning + checkpoint.TimeRunning,
            CheckpointSeq = checkpoint.Seq,
            Beat = partition.Beat + 1,
            Attempts = 0,
            MovedAt = checkpoint.At,
        });
        _failedItems.AddRange(checkpoint.Skipped);
        return true;
    }

    public bool TryBeat(Lease lease)
    {
        if (Held(lease) is not { } partition) return false;
        Replace(partition with { Beat = partition.Beat + 1 });
        return true;
    }

    public RunSample Keep(RunSample sample, IEnumerable<DateTime> dropped)
    {
        foreach (var at in dropped) _samples.Remove(at);
        return _samples[sample.At] = sample;
    }

    private static bool IsWork(RunEvent happened) => happened is
    { Kind: RunEventKind.Claimed or RunEventKind.Released or RunEventKind.Rescued } or { Kind: RunEventKind.Status, To: RunStatus.Running or RunStatus.Interrupted };

    private static bool Allows(Partition partition, PartitionWrite write) =>
        partition.Epoch == write.ExpectedEpoch && (write.ExpectedBeat is null || partition.Beat == write.ExpectedBeat);

    private Partition? Held(Lease lease) =>
        _partitions.FirstOrDefault(partition => partition.Number == lease.Partition && partition.Epoch == lease.Epoch && partition.Owner == lease.Owner);

    // A new array each time: the ones handed out stay as they were read.
    private void Replace(Partition changed) =>
        _partitions = [.. _partitions.Select(partition => partition.Number == changed.Number ? changed : partition)];

    private void Forget(int kept, Func<RunEvent, bool> which)
    {
        var tooMany = _events.Count(which) - kept;
        if (tooMany <= 0) return;
        var oldest = _events.Where(which).Take(tooMany).ToHashSet();
        _events.RemoveAll(oldest.Contains);
    }
}
