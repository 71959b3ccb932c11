namespace MaintenanceTasks;

/// <summary>Ends what a request or a lost worker has left open. Whoever frees the last lease settles, in the same transaction.</summary>
internal static class Settlement
{
    private const int MostNamed = 20;

    /// <summary>Performs the transition that is due once no lease is left; walks legal edges only.</summary>
    /// <returns>True when something changed.</returns>
    public static bool Settle(RunChange change, DateTime at, Actor actor)
    {
        var status = change.Run.Status;
        if (!change.NobodyWorks) return false;
        if (change.EverythingDone && RunTransitions.IsLegal(status, RunStatus.Succeeded))
        {
            change.Transition(RunStatus.Succeeded, at, actor, FinishedBefore(status) ?? WithoutItems(change));
            return true;
        }

        if (change.NothingLeft && change.GivenUp.Count > 0 && RunTransitions.IsLegal(status, RunStatus.Errored))
        {
            var error = ErrorOf(change);
            change.Update(change.Run with { Error = error });
            change.Transition(RunStatus.Errored, at, actor, error.Message);
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

    /// <summary>What is said of a run that succeeded without having had anything to do: usually nobody meant that.</summary>
    private static string? WithoutItems(RunChange change) => change.Partitions.Any(partition => partition.Ticks > 0) ? null : Run.NoItems;

    private static RunError ErrorOf(RunChange change)
    {
        var given = change.GivenUp;
        var names = given.Select(one => $"{one.Partition.Scope} ({one.Error})").Take(MostNamed);
        var more = given.Count > MostNamed ? $"; and {given.Count - MostNamed} more" : "";
        return new RunError(
            typeof(ScopesFailedException).FullName!,
            $"{given.Count} of {change.Partitions.Count} partitions failed, the others are done: {string.Join("; ", names)}{more}", null, null);
    }

    private static string? FinishedBefore(RunStatus status) => status switch
    {
        RunStatus.Pausing => "finished before it could pause",
        RunStatus.Cancelling => "finished before it could be cancelled",
        _ => null,
    };
}
