namespace MaintenanceTasks.Cli;

/// <summary>What is said when a run is no longer followed: how it stands, and what to do.</summary>
internal static class LastWord
{
    public static string Of(RunState state)
    {
        var run = state.Run;
        var name = $"Run {run.Id} of {run.Task}";
        return run.Status switch
        {
            RunStatus.Succeeded when run.FoundNothing => $"{name} succeeded WITHOUT A SINGLE ITEM: the collection was empty. "
                + "If that is not meant, look at its filters; a tenant filter without a tenant is the usual cause.",
            RunStatus.Succeeded => $"{name} succeeded: {Summary(run)}.",
            RunStatus.Errored => $"{name} errored after {ProgressText.Done(run)}: {PrintableText.OneLine(run.Error?.Message)}{Environment.NewLine}"
                + $"`{CommandLine.Name} status {run.Id}` shows the stack trace; `{CommandLine.Name} resume {run.Id}` goes on at the same item.",
            RunStatus.Cancelled => $"{name} was cancelled after {ProgressText.Done(run)}.",
            RunStatus.Paused => $"{name} is paused after {ProgressText.Done(run)}. `{CommandLine.Name} resume {run.Id}` goes on.",
            _ => Unfinished(state, name),
        };
    }

    private static string Unfinished(RunState state, string name)
    {
        var run = state.Run;
        if (state.Partitions.FirstOrDefault(partition => partition.Owner is not null) is { } elsewhere)
        {
            return $"{name} goes on in the process {elsewhere.Worker}; only the watching ended. `{CommandLine.Name} wait {run.Id}` watches again.";
        }

        return $"{name} is {run.Status.Word()} after {ProgressText.Done(run)}. The next worker goes on from there: "
            + $"the running application, `{CommandLine.Name} work`, or `{CommandLine.Name} wait {run.Id}`.";
    }

    private static string Summary(Run run)
    {
        var parts = new List<string> { $"{Figures.Count(run.Ticks)} done in {Figures.Duration(run.TimeRunning)}" };
        if (ProgressText.MeanRate(run) is { } rate) parts.Add(Figures.Rate(rate));
        if (run.Skipped > 0) parts.Add($"{Figures.Count(run.Skipped)} skipped");
        return string.Join(", ", parts);
    }
}
