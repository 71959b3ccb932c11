namespace MaintenanceTasks.Csv;

/// <summary>Stands for rows of which only the place in the file is of interest.</summary>
internal readonly struct RowBounds;
