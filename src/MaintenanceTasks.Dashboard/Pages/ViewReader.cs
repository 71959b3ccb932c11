using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks.Dashboard;

/// <summary>Reads what pages and live fragments show, through the runner alone.</summary>
internal sealed class ViewReader(IServiceProvider services, TimeProvider time, TaskSources? sources)
{
    private static readonly RunStatus[] Active = [.. Enum.GetValues<RunStatus>().Where(status => status.IsActive())];
    private static readonly RunStatus[] Completed = [.. Enum.GetValues<RunStatus>().Where(status => status.IsCompleted())];

    public const int MostOthers = 10;
    private const int MostActive = 100;
    private readonly BeatWatch _beats = new();

    private TaskRunner Runner => services.GetRequiredService<TaskRunner>();

    private TaskCatalog Catalog => services.GetRequiredService<TaskCatalog>();

    private MaintenanceTasksOptions Engine => services.GetRequiredService<IOptions<MaintenanceTasksOptions>>().Value;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<TaskListView> TaskListAsync(TaskQuery query, IReadOnlySet<string>? hidden, CancellationToken cancellationToken)
    {
        bool Shows(Run run) => hidden?.Contains(run.Task) != true;
        var reading = Runner.ListAsync(new RunFilter { Statuses = Active, Limit = MostActive }, cancellationToken);
        var failing = Runner.ListAsync(new RunFilter { Statuses = [RunStatus.Errored], Limit = 20 }, cancellationToken);
        var latest = Runner.NewestAsync(cancellationToken);
        await Task.WhenAll(reading, failing, latest).ConfigureAwait(false);
        Run[] active = [.. (await reading.ConfigureAwait(false)).Where(Shows)];
        var newest = (await latest.ConfigureAwait(false)).Where(run => hidden?.Contains(run.Task) != true).ToDictionary(run => run.Task);
        var now = Now;
        var samples = await SamplesAsync(active, now, cancellationToken).ConfigureAwait(false);
        var tasks = Catalog.Tasks.Where(task => hidden?.Contains(task.Name) != true).ToArray();
        var rows = tasks.Select(task => (Task: task, Newest: newest.GetValueOrDefault(task.Name)))
            .Select(row => new TaskRow(row.Task, row.Newest, row.Newest?.StaleFor(now, Engine.StaleAfter)));
        var found = query.Choose(rows).ToArray();
        var unknown = newest.Values.Where(run => Catalog.Find(run.Task) is null).OrderBy(run => run.Task, StringComparer.Ordinal);
        return new TaskListView(active, [.. found.Skip(query.Page * TaskQuery.PageSize).Take(TaskQuery.PageSize)], [.. unknown], now)
        {
            Query = query,
            Found = found.Length,
            All = tasks.Length,
            Namespaces = [.. tasks.Select(task => task.Namespace).Distinct().Order(StringComparer.Ordinal)],
            Attention = Attention.Of(active, (await failing.ConfigureAwait(false)).Where(Shows), newest, now),
            Samples = samples,
        };
    }

    /// <exception cref="TaskNotFoundException">Neither this application nor the store knows the task.</exception>
    public async Task<TaskView> TaskAsync(string name, long? before, IReadOnlyList<long> passed, CancellationToken cancellationToken)
    {
        var active = await Runner.ListAsync(new RunFilter { Task = name, Statuses = Active, Limit = 100 }, cancellationToken).ConfigureAwait(false);
        var filter = new RunFilter { Task = name, Statuses = Completed, Before = before, Limit = HistoryPage.Size + 1 };
        var history = await Runner.ListAsync(filter, cancellationToken).ConfigureAwait(false);
        var task = Catalog.Find(name);
        if (task is null && active.Count + history.Count == 0 && before is null) Catalog.Get(name);
        var now = Now;
        return new TaskView
        {
            Samples = await SamplesAsync(active, now, cancellationToken).ConfigureAwait(false),
            Name = name,
            Task = task,
            Active = active,
            History = new HistoryPage([.. history.Take(HistoryPage.Size)], before, passed, history.Count > HistoryPage.Size),
            Now = now,
            StaleFor = active.Count == 0 && before is null && history.Count > 0 ? history[0].StaleFor(now, Engine.StaleAfter) : null,
            Source = task is null ? null : sources?.Of(task.Type),
        };
    }

    public async Task<NodesView> NodesAsync(CancellationToken cancellationToken) =>
        new(await Runner.NodesAsync(cancellationToken).ConfigureAwait(false), Now);

    /// <summary>Reads a run, taking from the view before what cannot have changed since; null when there is none.</summary>
    public async Task<RunView?> RunAsync(long id, RunView? seen, CancellationToken cancellationToken)
    {
        if (await Runner.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } state) return null;
        var events = seen?.Run.LastEvent == state.Run.LastEvent ? seen.Events
            : [.. (await Runner.EventsAsync(
                id, Math.Max(0, state.Run.LastEvent - RunView.EventsShown), RunView.EventsShown, cancellationToken).ConfigureAwait(false)).Reverse()];
        var skipped = seen?.Run.Skipped == state.Run.Skipped ? seen.SkippedItems
            : await Runner.FailedItemsAsync(id, RunView.ItemsShown, cancellationToken).ConfigureAwait(false);
        var file = seen is not null ? seen.File
            : Catalog.Find(state.Run.Task) is { TakesFile: false } ? null
            : await Runner.FindFileAsync(id, cancellationToken).ConfigureAwait(false);
        var samples = state.Run.StartedAt is null ? [] : await Runner.SamplesAsync([id], null, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Run> others = state.Run.Status is RunStatus.Enqueued or RunStatus.Interrupted
            ? await Runner.ListAsync(new RunFilter { Statuses = [RunStatus.Running], Limit = MostOthers + 1 }, cancellationToken).ConfigureAwait(false)
            : [];
        var now = Now;
        return new RunView(state, events, skipped, file, now)
        {
            TaskNamespace = Catalog.Find(state.Run.Task)?.Namespace,
            LacksNode = await Runner.LacksNodeAsync(state, cancellationToken).ConfigureAwait(false),
            Samples = samples,
            Others = others,
            Engine = Engine,
            Signs = state.Partitions.Select(partition => (partition.Number, Sign: _beats.LastSign(partition, now)))
                .Where(found => found.Sign is not null).ToDictionary(found => found.Number, found => found.Sign!.Value),
        };
    }

    private async Task<ILookup<long, RunSample>> SamplesAsync(IReadOnlyList<Run> active, DateTime now, CancellationToken cancellationToken)
    {
        long[] running = [.. active.Where(run => run.Status == RunStatus.Running).Select(run => run.Id)];
        IReadOnlyList<RunSample> samples = running.Length == 0 ? [] : await Runner.SamplesAsync(running, now - Pace.Reach, cancellationToken).ConfigureAwait(false);
        return samples.ToLookup(sample => sample.RunId);
    }
}
