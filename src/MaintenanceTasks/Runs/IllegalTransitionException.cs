namespace MaintenanceTasks;

/// <summary>A run cannot go from the status it has to the one asked for.</summary>
public sealed class IllegalTransitionException : MaintenanceTaskException
{
    /// <summary>Describes a refused transition.</summary>
    /// <param name="run">The run as it is.</param>
    /// <param name="to">The status asked for.</param>
    public IllegalTransitionException(Run run, RunStatus to)
        : base(Describe(run, to))
    {
        RunId = run.Id;
        From = run.Status;
        To = to;
    }

    /// <summary>The run.</summary>
    public long RunId { get; }

    /// <summary>The status it has.</summary>
    public RunStatus From { get; }

    /// <summary>The status asked for.</summary>
    public RunStatus To { get; }

    private static string Describe(Run run, RunStatus to)
    {
        ArgumentNullException.ThrowIfNull(run);
        var reachable = RunTransitions.From(run.Status);
        var instead = reachable.Count == 0
            ? $"{run.Status.Word()} is final"
            : $"from {run.Status.Word()} it can become {string.Join(", ", reachable.Select(status => status.Word()))}";
        return $"Run {run.Id} of {run.Task} cannot go from {run.Status.Word()} to {to.Word()}: {instead}.";
    }
}
