namespace MaintenanceTasks.Cli;

/// <summary>What the process answers. Scripts depend on these numbers.</summary>
internal static class ExitCode
{
    public const int Succeeded = 0;

    /// <summary>The run errored, or the verb failed: wrong code, a store that does not answer, a defect.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage, unknown task or run, invalid arguments, refused request: asking again the same way will not help.</summary>
    public const int Refused = 2;

    /// <summary>Somebody cancelled or paused the run.</summary>
    public const int Stopped = 3;

    /// <summary>A signal ended the verb; by custom 128 and the number of the signal.</summary>
    public const int HungUp = 129;

    /// <inheritdoc cref="HungUp"/>
    public const int Interrupted = 130;

    /// <inheritdoc cref="HungUp"/>
    public const int Terminated = 143;

    /// <summary>The code of a run that needs nobody to wait for it any more; null while it does.</summary>
    public static int? Of(RunStatus status) => status switch
    {
        RunStatus.Succeeded => Succeeded,
        RunStatus.Errored => Failed,
        RunStatus.Cancelled or RunStatus.Paused => Stopped,
        _ => null,
    };
}
