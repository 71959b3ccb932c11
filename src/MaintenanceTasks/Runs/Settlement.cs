namespace MaintenanceTasks;

/// <summary>Ends what a request or a lost worker has left open. Whoever frees the last lease settles, in the same transaction.</summary>
internal static class Settlement
{
    /// <summary>Performs the transition that is due once no lease is left; walks legal edges only.</summary>
    /// <returns>True when something changed.</returns>
    public static bool Settle(RunChange change, DateTime at, Actor actor)
    {
        var status = change.Run.Status;
        if (!change.NobodyWorks) return false;
        if (change.EverythingDone && RunTransitions.IsLegal(status, RunStatus.Succeeded))
        {
            change.Transition(RunStatus.Succeeded, at, actor, FinishedBefore(status));
            return true;
        }

        switch (status)
        {
            case RunStatus.Pausing:
                change.Transition(RunStatus.Paused, at, actor);
                return true;
            case RunStatus.Cancelling:
                change.Transition(RunStatus.Cancelled, at, actor);
                return true;
            case RunStatus.Running:
                change.Transition(RunStatus.Interrupted, at, actor);
                return true;
            default:
                return false;
        }
    }

    private static string? FinishedBefore(RunStatus status) => status switch
    {
        RunStatus.Pausing => "finished before it could pause",
        RunStatus.Cancelling => "finished before it could be cancelled",
        _ => null,
    };
}
