namespace MaintenanceTasks.Cli;

/// <summary>What the command line names cannot be used: a file, a variable of the environment.</summary>
internal sealed class InvalidInputException(string message, Exception? inner = null) : MaintenanceTaskException(message, inner);
