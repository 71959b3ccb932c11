namespace MaintenanceTasks.Cli;

/// <summary>The file named on the command line cannot be read.</summary>
internal sealed class InvalidInputFileException(string message, Exception inner) : MaintenanceTaskException(message, inner);
