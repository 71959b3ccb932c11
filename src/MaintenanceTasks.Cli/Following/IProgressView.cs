namespace MaintenanceTasks.Cli;

/// <summary>Shows how a run moves while it is followed.</summary>
internal interface IProgressView
{
    /// <summary>Shows progress as long as the following takes.</summary>
    /// <param name="run">The run at the beginning.</param>
    /// <param name="follow">Follows, and tells each state it sees.</param>
    Task<RunState> DuringAsync(Run run, Func<Action<Run>, Task<RunState>> follow);
}
