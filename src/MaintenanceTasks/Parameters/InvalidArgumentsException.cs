namespace MaintenanceTasks;

/// <summary>The arguments given do not fit the parameters of a task. Nothing was enqueued.</summary>
public sealed class InvalidArgumentsException : MaintenanceTaskException
{
    /// <summary>Describes what does not fit.</summary>
    /// <param name="task">Name of the task.</param>
    /// <param name="errors">What is wrong, by parameter name; the empty name stands for the task as a whole.</param>
    public InvalidArgumentsException(string task, IReadOnlyDictionary<string, string> errors)
        : base($"The arguments of {task} are not valid. " + string.Join(" ", Lines(errors))) => Errors = errors;

    /// <summary>What is wrong, by parameter name; the empty name stands for the task as a whole.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; }

    private static IEnumerable<string> Lines(IReadOnlyDictionary<string, string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return errors.Select(error => error.Key.Length == 0 ? error.Value : $"{error.Key}: {error.Value}");
    }
}
