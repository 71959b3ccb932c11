using static MaintenanceTasks.RunStatus;

namespace MaintenanceTasks;

/// <summary>The one table of legal status changes. Everything else asks it: the store's guards, buttons, messages, tests.</summary>
public static class RunTransitions
{
    private static readonly Dictionary<RunStatus, RunStatus[]> Table = new()
    {
        [Enqueued] =
        [
            Running,     // a worker claims the first partition
            Pausing,     // a user asks for a pause before anybody worked on it
            Cancelling,  // a user cancels before anybody worked on it
            Errored,     // the first slice finds that task, arguments or collection do not work
        ],
        [Running] =
        [
            Succeeded,   // the last partition is finished
            Pausing,     // a user asks for a pause
            Cancelling,  // a user cancels
            Interrupted, // no lease is left: deploy, time limit, hold, dead process
            Errored,     // an item failed
        ],
        [Pausing] =
        [
            Paused,      // no lease is left
            Cancelling,  // a user changes their mind while a worker still stops
            Cancelled,   // a user changes their mind when no lease is left
            Succeeded,   // the work was finished before the pause was noticed
            Errored,     // the item in hand failed
        ],
        [Cancelling] =
        [
            Cancelled,   // no lease is left
            Succeeded,   // the work was finished before the cancel was noticed
            Errored,     // the item in hand failed
        ],
        [Paused] =
        [
            Enqueued,    // a user resumes
            Cancelled,   // a user cancels; no worker is involved
        ],
        [Interrupted] =
        [
            Running,     // a worker claims a partition again
            Pausing,     // a user asks for a pause while it waits
            Cancelling,  // a user cancels while it waits
            Errored,     // the next slice finds that task, arguments or cursor no longer fit
        ],
        [Errored] =
        [
            Enqueued,    // a user resumes: the failing item is tried again
        ],
        [Succeeded] = [],
        [Cancelled] = [],
    };

    /// <summary>True when a run may go from one status to the other in one step.</summary>
    /// <param name="from">The status it has.</param>
    /// <param name="to">The status it would get.</param>
    public static bool IsLegal(RunStatus from, RunStatus to) => Table[from].Contains(to);

    /// <summary>The statuses a run may reach from <paramref name="from"/> in one step.</summary>
    /// <param name="from">The status it has.</param>
    public static IReadOnlyList<RunStatus> From(RunStatus from) => Table[from];

    /// <summary>True when a user may ask for a pause.</summary>
    /// <param name="status">The status the run has.</param>
    public static bool CanPause(RunStatus status) => IsLegal(status, Pausing);

    /// <summary>True when a user may cancel.</summary>
    /// <param name="status">The status the run has.</param>
    public static bool CanCancel(RunStatus status) => IsLegal(status, Cancelling) || IsLegal(status, Cancelled) && status != Cancelling;

    /// <summary>True when a user may resume.</summary>
    /// <param name="status">The status the run has.</param>
    public static bool CanResume(RunStatus status) => IsLegal(status, Enqueued);
}
