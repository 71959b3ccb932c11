using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks;

/// <summary>Starts, pauses, resumes and cancels runs, and finds them. Dashboard, CLI and your own code act only through it.</summary>
public sealed class TaskRunner
{
    private readonly IServiceScopeFactory _scopes;
    private readonly TaskCatalog _catalog;
    private readonly IRunStore _store;
    private readonly Doorbell _doorbell;
    private readonly LeaseKeeper _leases;
    private readonly NodeIdentity _node;
    private readonly TaskProbe _probe;
    private readonly RunChanger _runs;
    private readonly RunStarter _starter;

    internal TaskRunner(
        IServiceScopeFactory scopes, TaskCatalog catalog, IRunStore store, Doorbell doorbell, LeaseKeeper leases, NodeIdentity node, TimeProvider time,
        RunChanger runs, RunPublisher publisher)
    {
        (_scopes, _catalog, _store, _doorbell, _leases, _node, _runs) = (scopes, catalog, store, doorbell, leases, node, runs);
        _probe = new TaskProbe(scopes, store);
        _starter = new RunStarter(scopes, store, _probe, doorbell, publisher, node, time);
    }

    /// <summary>Starts a run of a task whose properties code sets.</summary>
    /// <typeparam name="TTask">The task.</typeparam>
    /// <param name="configure">Sets the parameters, or null for the defaults.</param>
    /// <param name="options">Who, metadata, idempotency key, parallelism, file; or null.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The new run, or the run that the same idempotency key started before.</returns>
    /// <exception cref="InvalidArgumentsException">The parameters are not valid; nothing was enqueued.</exception>
    /// <exception cref="ActiveRunExistsException">An active run of the task has the same arguments.</exception>
    /// <exception cref="TaskNotUsableException">The task is not registered, or its collection cannot be walked.</exception>
    /// <exception cref="RunStoreUnavailableException">The store does not answer, or its tables do not fit.</exception>
    public async Task<Run> StartAsync<TTask>(
        Action<TTask>? configure = null, StartOptions? options = null, CancellationToken cancellationToken = default)
        where TTask : MaintenanceTask
    {
        var descriptor = _catalog.Get(typeof(TTask));
        Dictionary<string, string?> arguments;
        await using (var scope = _scopes.CreateAsyncScope())
        {
            var task = TaskActivator.Create(descriptor, scope.ServiceProvider);
            configure?.Invoke((TTask)task);
            arguments = TaskArguments.Read(descriptor, task);
        }

        return await StartAsync(descriptor.Name, arguments, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts a run of a task by name.</summary>
    /// <param name="task">Name of the task.</param>
    /// <param name="arguments">Arguments as culture-invariant text, by parameter name; or null for none. Secrets are given as they are.</param>
    /// <param name="options">Who, metadata, idempotency key, parallelism, file; or null.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The new run, or the run that the same idempotency key started before.</returns>
    /// <exception cref="TaskNotFoundException">There is no such task.</exception>
    /// <exception cref="InvalidArgumentsException">The arguments do not fit the parameters; nothing was enqueued.</exception>
    /// <exception cref="ActiveRunExistsException">An active run of the task has the same arguments.</exception>
    /// <exception cref="TaskNotUsableException">The collection of the task cannot be walked.</exception>
    /// <exception cref="RunStoreUnavailableException">The store does not answer, or its tables do not fit.</exception>
    public async Task<Run> StartAsync(
        string task, IReadOnlyDictionary<string, string?>? arguments = null, StartOptions? options = null,
        CancellationToken cancellationToken = default) =>
        await _starter.StartAsync(_catalog.Get(task), arguments ?? new Dictionary<string, string?>(), options ?? new StartOptions(), cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Asks a run to pause: at once when nobody works on it, else after the item in hand. Harmless when it is pausing already.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="by">Who asks, or null.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The run afterwards: pausing or paused.</returns>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="IllegalTransitionException">The run cannot be paused from the status it has.</exception>
    public Task<Run> PauseAsync(long runId, string? by = null, CancellationToken cancellationToken = default) =>
        RequestAsync(runId, (change, at) => RunRequests.Pause(change, at, By(by)), cancellationToken);

    /// <summary>Cancels a run: at once when nobody works on it, else after the item in hand. Harmless when it is cancelling already.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="by">Who asks, or null.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The run afterwards: cancelling or cancelled.</returns>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="IllegalTransitionException">The run cannot be cancelled from the status it has.</exception>
    public Task<Run> CancelAsync(long runId, string? by = null, CancellationToken cancellationToken = default) =>
        RequestAsync(runId, (change, at) => RunRequests.Cancel(change, at, By(by)), cancellationToken);

    /// <summary>Puts a paused or errored run back to work, from its cursor; an errored one tries the failing item again.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="by">Who asks, or null.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The run afterwards: enqueued.</returns>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="IllegalTransitionException">The run is neither paused nor errored.</exception>
    /// <exception cref="ActiveRunExistsException">Meanwhile another run of the task with the same arguments is active.</exception>
    /// <exception cref="TaskNotFoundException">This application does not know the task of the run.</exception>
    public async Task<Run> ResumeAsync(long runId, string? by = null, CancellationToken cancellationToken = default)
    {
        var run = await RequestAsync(
            runId,
            (change, at) => RunRequests.Resume(change, at, By(by), _probe.ActiveKeyOf(ResumableTask(change.Run), change.Run.Arguments)),
            cancellationToken).ConfigureAwait(false);
        await _doorbell.RingAsync(runId, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        return run;
    }

    /// <summary>Asks the queue that somebody works on a run at once. Never needed, and harmless: workers find runs by themselves.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Gives up ringing.</param>
    public Task RingAsync(long runId, CancellationToken cancellationToken = default) => _doorbell.RingAsync(runId, TimeSpan.Zero, cancellationToken);

    /// <summary>Finds a run with its partitions; null when there is none.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<RunState?> FindAsync(long runId, CancellationToken cancellationToken = default) =>
        await _store.FindAsync(runId, cancellationToken).ConfigureAwait(false) is { } state ? state with { Run = Shown(state.Run) } : null;

    /// <summary>Lists runs, newest first.</summary>
    /// <param name="filter">Which ones, or null for the newest 20.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<IReadOnlyList<Run>> ListAsync(RunFilter? filter = null, CancellationToken cancellationToken = default) =>
        [.. (await _store.ListAsync(filter ?? new RunFilter(), cancellationToken).ConfigureAwait(false)).Select(Shown)];

    /// <summary>The newest run of each task that has one.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<IReadOnlyList<Run>> LatestAsync(CancellationToken cancellationToken = default) =>
        [.. (await _store.LatestAsync(cancellationToken).ConfigureAwait(false)).Select(Shown)];

    /// <summary>Where the newest run of each task stands that has one: much less to read than <see cref="LatestAsync"/>.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<IReadOnlyList<NewestRun>> NewestAsync(CancellationToken cancellationToken = default) => _store.NewestAsync(cancellationToken);

    /// <summary>The processes that take part, by name, each with the partitions it holds. One that died is listed until others have noticed.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<IReadOnlyList<NodeState>> NodesAsync(CancellationToken cancellationToken = default)
    {
        var nodes = await LiveNodesAsync(cancellationToken).ConfigureAwait(false);
        var leased = await _store.LeasedAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. nodes.OrderBy(node => node.Name, StringComparer.Ordinal).ThenBy(node => node.StartedAt)
                .Select(node => new NodeState(node, [.. leased.Where(partition => NodeIdentity.Owns(node, partition.Owner!))])),
        ];
    }

    /// <summary>
    /// True when a run could be worked on, nobody works on it, and no running node works on runs of its task: it waits until a version of
    /// the application that has the task runs somewhere.
    /// </summary>
    /// <param name="state">The run as it was read.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<bool> LacksNodeAsync(RunState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.Run.Status.IsClaimable() || state.Partitions.Any(partition => partition.Owner is not null)) return false;
        return !(await LiveNodesAsync(cancellationToken).ConfigureAwait(false)).Any(node => node.Tasks.Contains(state.Run.Task));
    }

    /// <summary>What happened to a run, oldest first.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="after">Only events with a greater number.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<IReadOnlyList<RunEvent>> EventsAsync(long runId, long after = 0, int limit = 200, CancellationToken cancellationToken = default) =>
        _store.EventsAsync(runId, after, limit, cancellationToken);

    /// <summary>How far runs were at certain moments, in order of run and time: at most <see cref="RunSample.Most"/> of each.</summary>
    /// <param name="runIds">The runs.</param>
    /// <param name="since">Only samples of this time and later, UTC; null for all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<IReadOnlyList<RunSample>> SamplesAsync(
        IReadOnlyCollection<long> runIds, DateTime? since = null, CancellationToken cancellationToken = default) =>
        _store.SamplesAsync(runIds, since, cancellationToken);

    /// <summary>The items a run skipped.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<IReadOnlyList<FailedItem>> FailedItemsAsync(long runId, int limit = 200, CancellationToken cancellationToken = default) =>
        _store.FailedItemsAsync(runId, limit, cancellationToken);

    /// <summary>The input file of a run; null when the run is not known or has none.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<RunFile?> FindFileAsync(long runId, CancellationToken cancellationToken = default)
    {
        await using var scope = _scopes.CreateAsyncScope();
        if (scope.ServiceProvider.GetService<IRunFiles>() is not { } files) return null;
        return await _store.FindAsync(runId, cancellationToken).ConfigureAwait(false) is { } state
            ? await files.FindAsync(state.Run.Token, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>
    /// Opens an input file for asynchronous reading, from any <see cref="Stream.Position"/>. Each chunk is checked as it is read, with a
    /// <see cref="RunFileDamagedException"/> when it is not what was stored.
    /// </summary>
    /// <param name="file">The file, as <see cref="FindFileAsync"/> found it.</param>
    public Stream OpenFile(RunFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var scope = _scopes.CreateScope();
        return new RunFileReader(CurrentRunFile.FilesOf(scope.ServiceProvider), file);
    }

    /// <summary>What a crash can do to the effects of a task, were it started now. Constructs the task; touches no database.</summary>
    /// <param name="task">Name of the task.</param>
    /// <exception cref="TaskNotFoundException">There is no such task.</exception>
    /// <exception cref="TaskNotUsableException">The task cannot be constructed.</exception>
    public Task<DeliveryMode> DeliveryOfAsync(string task) => Task.FromResult(_probe.DeliveryOf(_catalog.Get(task)));

    /// <summary>
    /// How many partitions a run of a task has unless its start says otherwise; null when the collection is walked in one piece, so that
    /// more than 1 is refused. Constructs the task; touches no database.
    /// </summary>
    /// <param name="task">Name of the task.</param>
    /// <exception cref="TaskNotFoundException">There is no such task.</exception>
    /// <exception cref="TaskNotUsableException">The task cannot be constructed.</exception>
    public Task<int?> ParallelismOfAsync(string task) => Task.FromResult(_probe.ParallelismOf(_catalog.Get(task)));

    /// <summary>
    /// The values the parameters of a task have before anybody sets them, by name, without those that are null and without secrets.
    /// Constructs the task.
    /// </summary>
    /// <param name="task">Name of the task.</param>
    /// <exception cref="TaskNotFoundException">There is no such task.</exception>
    /// <exception cref="TaskNotUsableException">The task cannot be constructed.</exception>
    public Task<IReadOnlyDictionary<string, string?>> DefaultsOfAsync(string task) => Task.FromResult(_probe.DefaultsOf(_catalog.Get(task)));

    /// <summary>The values parameters of a task may have at present, by name, of those parameters that have choices. Asks the task for computed ones.</summary>
    /// <param name="task">Name of the task.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="TaskNotFoundException">There is no such task.</exception>
    /// <exception cref="TaskNotUsableException">The task could not say which values there are.</exception>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<ParameterChoice>>> ChoicesOfAsync(string task, CancellationToken cancellationToken = default) =>
        _probe.ChoicesOfAsync(_catalog.Get(task), cancellationToken);

    // Nobody here could go on with it. A run that cannot be resumed anyway is refused for its status.
    private TaskDescriptor? ResumableTask(Run run) =>
        _catalog.Find(run.Task) ?? (RunTransitions.CanResume(run.Status) ? throw new TaskNotFoundException(run) : null);

    private async Task<Run> RequestAsync(long runId, Func<RunChange, DateTime, bool> decide, CancellationToken cancellationToken)
    {
        var state = await _runs.ChangeAsync(runId, (change, at) => FreeTheDead(change, at) | decide(change, at), cancellationToken).ConfigureAwait(false)
            ?? await _store.FindAsync(runId, cancellationToken).ConfigureAwait(false)
            ?? throw new RunNotFoundException(runId);
        _leases.Notice(runId, state.Run.Status);
        return Shown(state.Run);
    }

    private async Task<IEnumerable<Node>> LiveNodesAsync(CancellationToken cancellationToken) =>
        (await _store.NodesAsync(cancellationToken).ConfigureAwait(false)).Where(node => !_node.IsProvablyDead(node));

    // Everybody outside the engine sees runs through here.
    private Run Shown(Run run) => SecretArguments.Hide(run, _catalog.Find(run.Task));

    /// <summary>Frees the partitions whose owner is provably dead, so that a request does not have to wait for the next sweep.</summary>
    private bool FreeTheDead(RunChange change, DateTime at)
    {
        var dead = change.Partitions.Where(partition => partition.Owner is { } owner && _node.IsProvablyDead(owner)).ToArray();
        foreach (var partition in dead)
        {
            LeaseMoves.Rescue(change, partition, at, new Actor("rescuer", _node.Name), $"the process {NodeIdentity.NameOf(partition.Owner!)} is dead");
        }

        return dead.Length > 0;
    }

    private Actor By(string? name) => new(name, _node.Name);
}
