namespace MaintenanceTasks;

/// <summary>What people decide about a run: pause, cancel, resume. Pure functions of the state, asked again when a transaction repeats.</summary>
internal static class RunRequests
{
    /// <summary>Asks for a pause; takes effect at once when nobody works.</summary>
    public static bool Pause(RunChange change, DateTime at, Actor actor)
    {
        if (change.Run.Status == RunStatus.Pausing) return Settlement.Settle(change, at, actor);
        if (!RunTransitions.CanPause(change.Run.Status)) throw new IllegalTransitionException(change.Run, RunStatus.Pausing);
        change.Transition(RunStatus.Pausing, at, actor);
        Settlement.Settle(change, at, actor);
        return true;
    }

    /// <summary>Asks to cancel; takes effect at once when nobody works.</summary>
    public static bool Cancel(RunChange change, DateTime at, Actor actor)
    {
        var run = change.Run;
        if (run.Status == RunStatus.Cancelling) return Settlement.Settle(change, at, actor);
        if (!RunTransitions.CanCancel(run.Status)) throw new IllegalTransitionException(run, RunStatus.Cancelling);
        if (run.Status == RunStatus.Paused || run.Status == RunStatus.Pausing && change.NobodyWorks)
        {
            change.Transition(RunStatus.Cancelled, at, actor);
            return true;
        }

        change.Transition(RunStatus.Cancelling, at, actor);
        Settlement.Settle(change, at, actor);
        return true;
    }

    /// <summary>Puts a paused or errored run back to work, from its cursor.</summary>
    public static bool Resume(RunChange change, DateTime at, Actor actor, string? activeKey)
    {
        change.Transition(RunStatus.Enqueued, at, actor);
        change.Update(change.Run with { Error = null, EndedAt = null, HeldUntil = null, HeldReason = null, ActiveKey = activeKey });
        foreach (var partition in change.Partitions.Where(partition => partition is { Owner: null, Attempts: > 0 } or { Error: not null }))
        {
            change.Write(new PartitionWrite
            {
                Number = partition.Number,
                ExpectedEpoch = partition.Epoch,
                Epoch = partition.Epoch + 1,
                Owner = null,
                Attempts = 0,
                Error = partition.Error is null ? null : "",
            });
        }

        return true;
    }
}
