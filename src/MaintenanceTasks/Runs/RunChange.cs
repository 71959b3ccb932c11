namespace MaintenanceTasks;

/// <summary>
/// A change of a run being decided: the state it starts from, and what is to be written. The store fills in the state,
/// the engine decides, the store writes.
/// </summary>
public sealed class RunChange
{
    private readonly List<PartitionWrite> _writes = [];
    private readonly List<NewPartition> _added = [];
    private readonly List<RunEvent> _events = [];

    /// <summary>Starts a change.</summary>
    /// <param name="state">What the store has read after locking the run row.</param>
    public RunChange(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Run = state.Run;
        Partitions = state.Partitions;
    }

    /// <summary>The run as it is to be written.</summary>
    public Run Run { get; private set; }

    /// <summary>The partitions as they were read.</summary>
    public IReadOnlyList<Partition> Partitions { get; }

    /// <summary>The guarded writes to partitions.</summary>
    public IReadOnlyList<PartitionWrite> Writes => _writes;

    /// <summary>The partitions to insert.</summary>
    public IReadOnlyList<NewPartition> Added => _added;

    /// <summary>The events to insert.</summary>
    public IReadOnlyList<RunEvent> Events => _events;

    /// <summary>True when something is to be written.</summary>
    public bool HasWrites { get; private set; }

    /// <summary>True when no partition has an owner once the writes so far are made.</summary>
    internal bool NobodyWorks => Partitions.All(partition =>
        (Planned(partition.Number) is { } write ? write.Owner : partition.Owner) is null);

    /// <summary>True when every partition is done once the writes so far are made.</summary>
    internal bool EverythingDone => _added.Count == 0 && Partitions.All(partition => partition.Done || Planned(partition.Number) is { Done: true });

    /// <summary>The partitions that are given up once the writes so far are made.</summary>
    internal IReadOnlyList<(Partition Partition, string Error)> GivenUp =>
    [
        .. Partitions.Select(partition => (Partition: partition, Error: Planned(partition.Number) is { Error: { } error } ? error : partition.Error))
            .Where(given => !string.IsNullOrEmpty(given.Error)).Select(given => (given.Partition, given.Error!)),
    ];

    /// <summary>True when every partition is done or given up once the writes so far are made.</summary>
    internal bool NothingLeft => _added.Count == 0
        && Partitions.All(partition => Planned(partition.Number) is var write && (partition.Done || write is { Done: true } || !string.IsNullOrEmpty(write?.Error ?? partition.Error)));

    /// <summary>Changes the status along one legal edge, with its event.</summary>
    /// <exception cref="IllegalTransitionException">The table has no such edge.</exception>
    internal void Transition(RunStatus to, DateTime at, Actor actor, string? text = null)
    {
        if (!RunTransitions.IsLegal(Run.Status, to)) throw new IllegalTransitionException(Run, to);
        var from = Run.Status;
        Update(Run with { Status = to, EndedAt = to.IsCompleted() ? at : Run.EndedAt });
        if (!to.IsActive()) Update(Run with { ActiveKey = null });
        Record(RunEventKind.Status, at, actor, text: text, from: from, to: to);
    }

    /// <summary>Replaces fields of the run other than its status.</summary>
    internal void Update(Run run)
    {
        Run = run;
        HasWrites = true;
    }

    internal void Write(PartitionWrite write)
    {
        _writes.Add(write);
        HasWrites = true;
    }

    internal void Add(NewPartition partition)
    {
        _added.Add(partition);
        HasWrites = true;
    }

    internal void Record(
        RunEventKind kind, DateTime at, Actor actor, int? partition = null, long? epoch = null, string? text = null,
        RunStatus? from = null, RunStatus? to = null)
    {
        var number = Run.LastEvent + 1;
        Update(Run with { LastEvent = number });
        _events.Add(new RunEvent
        {
            RunId = Run.Id,
            Number = number,
            At = at,
            Kind = kind,
            From = from,
            To = to,
            Actor = actor.Name,
            Node = actor.Node,
            Partition = partition,
            Epoch = epoch,
            Text = text,
        });
    }

    private PartitionWrite? Planned(int number) => _writes.FindLast(write => write.Number == number);
}
