namespace MaintenanceTasks;

/// <summary>How far a run's total can be trusted.</summary>
public enum TotalKind
{
    /// <summary>Nobody knows how many items there are.</summary>
    Unknown,

    /// <summary>Counted when the run started.</summary>
    Counted,

    /// <summary>Taken from the database's statistics: about right.</summary>
    Estimated,
}
