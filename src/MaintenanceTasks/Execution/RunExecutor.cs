using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>Performs one slice: from a claimed partition to an outcome. Each attempt has a scope, a context and a task instance of its own.</summary>
internal sealed class RunExecutor(
    IServiceScopeFactory scopes, TaskCatalog catalog, IRunStore store, RunChanger runs, RunSplitter splitter, RunScopes runScopes, RunPublisher publisher, RunTelemetry telemetry,
    SuspectTurn suspects, NodeIdentity node, IOptions<MaintenanceTasksOptions> options, TimeProvider time, ILogger<RunExecutor> logger)
{
    public async Task<SliceOutcome> ExecuteAsync(Run run, Partition partition, Slice slice)
    {
        var descriptor = catalog.Get(run.Task);
        var progress = new SliceProgress(partition);
        var attempts = partition.Attempts;
        progress.KeepsEachPage = attempts > 1;
        if (Attempts.AreSuspicious(attempts)) progress.Singles = options.Value.MaxPageSize;
        var began = time.GetTimestamp();

        if (RunScopes.IsDue(descriptor, partition))
        {
            var (first, outcome) = await runScopes.SpreadAsync(descriptor, run, partition, slice).ConfigureAwait(false);
            if (outcome is not null) return outcome;
            partition = first!;
        }
        else if (RunSplitter.IsDue(run, partition)) partition = await splitter.SplitAsync(descriptor, run, partition, slice, run.Parallelism, least: 1).ConfigureAwait(false);
        slice.Scope = partition.Scope;
        while (true)
        {
            var outcome = await AttemptAsync(descriptor, run, partition, slice, progress, began, attempts).ConfigureAwait(false);
            if (outcome is SliceOutcome.Share)
            {
                var rest = partition with { Cursor = progress.Cursor };
                partition = await splitter.SplitAsync(descriptor, run, rest, slice, 2, least: 2 * progress.LastPage).ConfigureAwait(false);
                continue;
            }

            if (outcome is not SliceOutcome.Redo redo) return outcome;
            logger.LogDebug("Redoing a page of run {RunId} in {Delay}.", run.Id, redo.Delay);
            await Task.Delay(redo.Delay, time, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<SliceOutcome> AttemptAsync(
        TaskDescriptor descriptor, Run run, Partition partition, Slice slice, SliceProgress progress, long began, int attempts)
    {
        CurrentRun? current = null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider;
            current = services.GetRequiredService<CurrentRun>();
            await RunScopes.EnterAsync(descriptor, run, partition.Scope, services, slice.StopToken).ConfigureAwait(false);
            var task = TaskActivator.Create(descriptor, run, services);
            using var committer = task.CreateCommitter(services) ?? OwnCommitter(descriptor, task);
            if (await committer.OpenAsync(run, partition, slice.Lease, slice.LostToken).ConfigureAwait(false) is not { } kept) return new SliceOutcome.LeaseLost();
            progress.GoOnFrom(kept);
            if (slice.IsStart && !progress.Started)
            {
                await task.OnStartedAsync(slice.ItemToken).ConfigureAwait(false);
                progress.Started = true;
            }

            slice.StatusInterval = task.StatusInterval ?? TimeSpan.Zero;
            var mostTime = task.MaxSliceDuration ?? options.Value.MaxSliceDuration;
            var work = new SliceWork
            {
                Slice = slice,
                Run = run,
                Partition = partition,
                Progress = progress,
                CurrentRun = current,
                Services = services,
                Committer = committer,
                Time = time,
                Deadline = began + (long)Math.Min(mostTime.TotalSeconds * time.TimestampFrequency, long.MaxValue / 2),
                Pause = task.PauseBetweenPages,
                Throttles = new ThrottleGate(task.Throttles, options.Value.ThrottleInterval, time, logger, current.Mask),
                ItemFailed = (item, exception, done) => publisher.ItemFailedAsync(run with { Ticks = run.Ticks + done }, item, exception, continues: true),
                Ticked = ticks => telemetry.Ticked(run, ticks),
                WriteNotes = notes => WriteNotesAsync(run.Id, partition.Number, notes),
                BeginItem = Attempts.AreSuspicious(attempts) ? () => BeginItemAsync(slice, progress) : null,
                OnlyNameTheItem = Attempts.AreTooMany(attempts),
            };
            var outcome = Masked(await task.WorkAsync(work).ConfigureAwait(false), current.Mask);
            if (outcome is SliceOutcome.Completed) await committer.CloseAsync(slice.LostToken).ConfigureAwait(false);
            return outcome;
        }
        catch (Exception exception)
        {
            return Masked(slice.Stop == StopReason.LeaseLost ? new SliceOutcome.LeaseLost() : SliceEnd.OfCollection(exception), current?.Mask ?? SecretMask.None);
        }
    }

    /// <summary>Before anybody logs, stores or tells why a slice ended.</summary>
    private static SliceOutcome Masked(SliceOutcome outcome, SecretMask mask) => outcome switch
    {
        SliceOutcome.Failed failed => failed with { Exception = mask.Apply(failed.Exception), Item = mask.Apply(failed.Item) },
        SliceOutcome.Cancelled cancelled => new SliceOutcome.Cancelled(mask.Apply(cancelled.Reason)),
        SliceOutcome.Held held => held with { Reason = mask.Apply(held.Reason) },
        _ => outcome,
    };

    private StoreCommitter OwnCommitter(TaskDescriptor descriptor, MaintenanceTask task) => new(store, time, logger, new PagePolicy
    {
        Delivery = descriptor.HasOutsideEffects ? DeliveryMode.PerItem : DeliveryMode.AtLeastOnce,
        MaxTime = task.CheckpointInterval ?? options.Value.CheckpointInterval,
        FirstSize = descriptor.HasOutsideEffects ? 1 : options.Value.MaxPageSize,
        MaxSize = descriptor.HasOutsideEffects ? 1 : options.Value.MaxPageSize,
    });

    private async Task WriteNotesAsync(long runId, int partition, IReadOnlyList<string> notes)
    {
        var actor = new Actor("task", node.Name);
        try
        {
            await runs.ChangeAsync(runId, (change, at) => Record(change, notes, at, actor, partition), CancellationToken.None).ConfigureAwait(false);
        }
        catch (RunStoreUnavailableException exception)
        {
            logger.LogWarning(exception, "{Count} notes of run {RunId} were not kept.", notes.Count, runId);
        }
    }

    private async Task<IDisposable?> BeginItemAsync(Slice slice, SliceProgress progress)
    {
        var turn = await suspects.TakeAsync(slice.StopToken).ConfigureAwait(false);
        if (turn is null || progress.HasBegun) return turn;
        try
        {
            await NoteBeginAsync(slice.Lease, progress).ConfigureAwait(false);
            return turn;
        }
        catch
        {
            turn.Dispose(); // nobody else would: those who wait for it would wait for ever
            throw;
        }
    }

    private async Task NoteBeginAsync(Lease lease, SliceProgress progress)
    {
        try
        {
            await runs.ChangeAsync(lease.RunId, (change, _) => LeaseMoves.Begin(change, lease), CancellationToken.None).ConfigureAwait(false);
            progress.HasBegun = true;
        }
        catch (RunStoreUnavailableException exception)
        {
            logger.LogWarning(exception, "The store did not take that an item of run {RunId} is begun; should the process die on it, that does not count.", lease.RunId);
        }
    }

    private static bool Record(RunChange change, IReadOnlyList<string> notes, DateTime at, Actor actor, int partition)
    {
        foreach (var note in notes) change.Record(RunEventKind.Note, at, actor, partition, text: note);
        return true;
    }
}
