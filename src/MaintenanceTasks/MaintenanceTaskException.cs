namespace MaintenanceTasks;

/// <summary>An error whose message is meant for the person in front of it: what was expected, what was found, what to do.</summary>
public abstract class MaintenanceTaskException : Exception
{
    /// <summary>Makes an error for a person.</summary>
    /// <param name="message">What was expected, what was found, what to do.</param>
    /// <param name="inner">The cause, or null.</param>
    protected MaintenanceTaskException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
