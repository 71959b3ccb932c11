namespace MaintenanceTasks;

/// <summary>
/// The run that is being worked on, as a task or a service of its scope sees it. Injectable, so that an audit interceptor can
/// stamp task, run and person where no <c>HttpContext</c> exists; outside a slice it is detached, with id 0.
/// </summary>
public interface ICurrentRun
{
    /// <summary>Id of the run; 0 outside a run.</summary>
    long Id { get; }

    /// <summary>Name of the task; empty outside a run.</summary>
    string Task { get; }

    /// <summary>Who started the run, or null.</summary>
    string? StartedBy { get; }

    /// <summary>The tenant or shard the slice is for, in a task with <see cref="ScopesAttribute{TScopes}"/>; null elsewhere.</summary>
    string? Scope { get; }

    /// <summary>Free facts recorded when the run was started.</summary>
    IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>A key that stays the same for this item in this run, through retries and on every worker: 32 hexadecimal digits.</summary>
    /// <param name="item">The item's own key, written culture-invariant.</param>
    string IdempotencyKey(object item);

    /// <summary>Keeps a line of text with the run; the last 200 are kept.</summary>
    /// <param name="text">The line.</param>
    void Note(string text);

    /// <summary>Records that the item in hand was not processed as intended. It counts as done, and the run goes on.</summary>
    /// <param name="reason">Why, in words.</param>
    void Skip(string reason);

    /// <summary>Makes an exception that, thrown, stops before the item in hand, releases the worker and goes on later.</summary>
    /// <param name="delay">How long to wait at least.</param>
    /// <param name="reason">Why, shown on the run.</param>
    HoldException Hold(TimeSpan delay, string reason);

    /// <summary>Makes an exception that, thrown, stops before the item in hand and cancels the run; what was done before is kept.</summary>
    /// <param name="reason">Why, shown on the run.</param>
    CancelException Cancel(string reason);
}
