namespace MaintenanceTasks;

/// <summary>What stopped a run at the moment of a sample. Stored as the lower-case word.</summary>
public enum RunSampleMark
{
    /// <summary>The platform: a deploy, a slice's time limit, a dead process.</summary>
    Interrupted,

    /// <summary>A throttle, or the task itself by a hold.</summary>
    Held,

    /// <summary>A person, by a pause.</summary>
    Paused,

    /// <summary>An error.</summary>
    Errored,
}
