using System.ComponentModel.DataAnnotations;

namespace MaintenanceTasks;

/// <summary>The options of the engine. Also bound from the configuration section <c>MaintenanceTasks</c>; validated at start.</summary>
public sealed class MaintenanceTasksOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "MaintenanceTasks";

    /// <summary>How this process takes part in the work.</summary>
    public WorkerOptions Worker { get; set; } = new();

    /// <summary>A worker not heard of for this long, by the clock of who watches it, loses its partitions. Default 20 s.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a process shows that its workers are alive. Default 5 s; at most a third of the lease.</summary>
    public TimeSpan BeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a process looks for dead and silent workers. Default 5 s.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often an idle process looks for work, and a busy one for requests to stop. Default 1 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>At most so long a task without a transaction works between two checkpoints. Default 1 s.</summary>
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the item in hand may go on after the host began to stop, before its token is cancelled. Default 2 s.</summary>
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a slice works before others get their turn. Default 5 min.</summary>
    public TimeSpan MaxSliceDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the throttles of a task are asked at most; zero for before every item. Default 1 s.</summary>
    public TimeSpan ThrottleInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a count may take before the total stays unknown. Default 30 s.</summary>
    public TimeSpan CountTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a statement of a task with a context may take, unless the task or the context itself says otherwise; the page is then tried with
    /// half the items. Counted in whole seconds. Default 30 s.
    /// </summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a statement of a page waits for a lock (PostgreSQL); the page is then tried with half the items. Default 5 s.</summary>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// At most so many rows are read and committed together; half as many more after a page that left nothing to commit, up to 1,900. Default 1000.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxPageSize { get; set; } = 1000;

    /// <summary>At most so many bytes in a file that is uploaded in the dashboard. Default 1 GiB. Files from code and from the command line have no limit.</summary>
    [Range(typeof(long), "1", "9223372036854775807")]
    public long MaxUploadSize { get; set; } = 1L << 30;

    /// <summary>
    /// The zone in which a parameter's date with a time is taken when it names none, such as <c>Europe/Berlin</c>. Forms say which it is.
    /// Default <c>UTC</c>.
    /// </summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>A task whose newest run succeeded longer ago than this is shown as stale: perhaps its class can be deleted. Null for never. Default 30 days.</summary>
    public TimeSpan? StaleAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long runs are kept after they have ended, with their events, failed items and files. Null, the default, for ever. A run that has not
    /// ended is never forgotten; an errored one that is cannot be resumed any more.
    /// </summary>
    public TimeSpan? KeepFinishedRunsFor { get; set; }

    /// <summary>The newest so many runs of each task are kept, however old they are. Default 20.</summary>
    [Range(0, int.MaxValue)]
    public int KeepFinishedRunsPerTask { get; set; } = 20;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Name, TimeSpan Value)[] times =
        [
            (nameof(LeaseDuration), LeaseDuration), (nameof(BeatInterval), BeatInterval), (nameof(SweepInterval), SweepInterval),
            (nameof(PollInterval), PollInterval), (nameof(CheckpointInterval), CheckpointInterval),
            (nameof(MaxSliceDuration), MaxSliceDuration), (nameof(CommandTimeout), CommandTimeout), (nameof(LockTimeout), LockTimeout), (nameof(CountTimeout), CountTimeout),
            (nameof(StaleAfter), StaleAfter ?? TimeSpan.MaxValue), (nameof(KeepFinishedRunsFor), KeepFinishedRunsFor ?? TimeSpan.MaxValue),
        ];
        foreach (var (name, value) in times.Where(time => time.Value <= TimeSpan.Zero))
        {
            yield return new ValidationResult($"{Section}:{name} must be greater than zero, found {value}.", [name]);
        }

        if (ThrottleInterval < TimeSpan.Zero)
        {
            yield return new ValidationResult($"{Section}:{nameof(ThrottleInterval)} must not be negative, found {ThrottleInterval}.", [nameof(ThrottleInterval)]);
        }

        if (ShutdownGrace < TimeSpan.Zero)
        {
            yield return new ValidationResult($"{Section}:{nameof(ShutdownGrace)} must not be negative, found {ShutdownGrace}.", [nameof(ShutdownGrace)]);
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone ?? "", out _))
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(TimeZone)} must be a time zone of this machine, such as UTC or Europe/Berlin, found '{TimeZone}'.", [nameof(TimeZone)]);
        }

        if (BeatInterval * 3 > LeaseDuration)
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(BeatInterval)} must be at most a third of {nameof(LeaseDuration)}, found {BeatInterval} and {LeaseDuration}.",
                [nameof(BeatInterval)]);
        }

        if (Worker.MaxConcurrentSlices is < 1 or > 1000)
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(Worker)}:{nameof(WorkerOptions.MaxConcurrentSlices)} must be from 1 to 1000, found {Worker.MaxConcurrentSlices}.",
                [nameof(Worker)]);
        }
    }
}
