using System.ComponentModel.DataAnnotations;

namespace MaintenanceTasks;

/// <summary>How Hangfire carries the rings. Also bound from the configuration section <c>MaintenanceTasks:Hangfire</c>; validated at start.</summary>
public sealed class HangfireQueueOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = MaintenanceTasksOptions.Section + ":Hangfire";

    /// <summary>
    /// The Hangfire queue that the rings go through: lower case letters, digits, <c>_</c> and <c>-</c>, at most 50. It belongs to maintenance
    /// tasks alone, so that long work does not occupy the workers of other jobs. Default <c>maintenance</c>.
    /// </summary>
    [Required, RegularExpression("^[a-z0-9_-]{1,50}$")]
    public string Queue { get; set; } = "maintenance";

    /// <summary>How often a server looks for delayed rings that have become due. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan SchedulePollingInterval { get; set; } = TimeSpan.FromSeconds(5);
}
