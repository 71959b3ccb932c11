using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks.Dashboard;

/// <summary>Reads what pages and live fragments show, through the runner alone.</summary>
internal sealed class ViewReader(IServiceProvider services, TimeProvider time, TaskSources? sources)
{
    private static readonly RunStatus[] Active = [.. Enum.GetValues<RunStatus>().Where(status => status.IsActive())];
    private static readonly RunStatus[] Completed = [.. Enum.GetValues<RunStatus>().Where(status => status.IsCompleted())];

    private TaskRunner Runner => services.GetRequiredService<TaskRunner>();

    private TaskCatalog Catalog => services.GetRequiredService<TaskCatalog>();

    private TimeSpan? StaleAfter => services.GetRequiredService<IOptions<MaintenanceTasksOptions>>().Value.StaleAfter;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<TaskListView> TaskListAsync(CancellationToken cancellationToken)
    {
        var active = await Runner.ListAsync(new RunFilter { Statuses = Active, Limit = 100 }, cancellationToken).ConfigureAwait(false);
        var newest = (await Runner.LatestAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(run => run.Task);
        var now = Now;
        var rows = Catalog.Tasks.Select(task => (Task: task, Newest: newest.GetValueOrDefault(task.Name)))
            .OrderBy(row => row.Newest is not null).ThenByDescending(row => row.Newest?.Id)
            .Select(row => new TaskRow(row.Task, row.Newest, row.Newest?.StaleFor(now, StaleAfter)));
        var unknown = newest.Values.Where(run => Catalog.Find(run.Task) is null).OrderBy(run => run.Task, StringComparer.Ordinal);
        return new TaskListView(active, [.. rows], [.. unknown], now);
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
            Name = name,
            Task = task,
            Active = active,
            History = new HistoryPage([.. history.Take(HistoryPage.Size)], before, passed, history.Count > HistoryPage.Size),
            Now = now,
            StaleFor = active.Count == 0 && before is null && history.Count > 0 ? history[0].StaleFor(now, StaleAfter) : null,
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
        return new RunView(state, events, skipped, file, Now)
        {
            TaskNamespace = Catalog.Find(state.Run.Task)?.Namespace,
            LacksNode = await Runner.LacksNodeAsync(state, cancellationToken).ConfigureAwait(false),
        };
    }
}
