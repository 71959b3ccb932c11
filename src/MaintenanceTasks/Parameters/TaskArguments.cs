using System.ComponentModel.DataAnnotations;

namespace MaintenanceTasks;

/// <summary>Arguments as given (text by parameter name) onto a task's properties and back, with all errors at once.</summary>
internal static class TaskArguments
{
    /// <summary>Sets the properties from the arguments and validates the whole task.</summary>
    /// <exception cref="InvalidArgumentsException">An argument is unknown, missing, of the wrong type, or not valid.</exception>
    public static void Apply(TaskDescriptor descriptor, MaintenanceTask task, IReadOnlyDictionary<string, string?> arguments)
    {
        var errors = Check(descriptor, task, arguments);
        if (errors.Count > 0) throw new InvalidArgumentsException(descriptor.Name, errors);
    }

    /// <summary>Sets the properties from the arguments and validates the whole task.</summary>
    /// <returns>What is wrong, by parameter name; the empty name stands for the task as a whole. Names no secret.</returns>
    public static Dictionary<string, string> Check(TaskDescriptor descriptor, MaintenanceTask task, IReadOnlyDictionary<string, string?> arguments)
    {
        var errors = new Dictionary<string, string>();
        foreach (var name in arguments.Keys.Where(name => descriptor.Parameter(name) is null))
        {
            errors[name] = descriptor.Parameters.Count == 0
                ? "there is no such parameter; the task has none."
                : $"there is no such parameter; there are {string.Join(", ", descriptor.Parameters.Select(parameter => parameter.Name))}.";
        }

        foreach (var parameter in descriptor.Parameters)
        {
            if (Bind(parameter, task, arguments) is { } error) errors[parameter.Name] = error;
        }

        if (errors.Count == 0) Validate(descriptor, task, errors);
        if (errors.Count == 0) return errors;
        var secrets = SecretMask.Of(descriptor, arguments, task);
        return errors.ToDictionary(error => error.Key, error => secrets.Apply(error.Value));
    }

    /// <summary>Reads the properties of a task that code has set.</summary>
    public static Dictionary<string, string?> Read(TaskDescriptor descriptor, MaintenanceTask task) => Read(descriptor.Parameters, task);

    /// <summary>Reads those properties of a task that are not secret.</summary>
    public static Dictionary<string, string?> ReadOpen(TaskDescriptor descriptor, MaintenanceTask task) =>
        Read(descriptor.Parameters.Where(parameter => !parameter.IsSecret), task);

    /// <summary>Sets one property; null when that worked, else why it did not.</summary>
    public static string? Bind(TaskParameter parameter, MaintenanceTask task, IReadOnlyDictionary<string, string?> arguments)
    {
        var given = arguments.TryGetValue(parameter.Name, out var text);
        if (!given || text is null || (text.Length == 0 && (parameter.Type != typeof(string) || parameter.IsRequired)))
        {
            if (parameter.IsRequired) return $"a value is required: {parameter.TypeName}.";
            return given && parameter.IsNullable ? Set(parameter, task, null) : null;
        }

        try
        {
            return Set(parameter, task, parameter.Parse(text));
        }
        catch (UnfitTextException exception)
        {
            return exception.Message;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            return $"expected {parameter.TypeName}, found {(parameter.IsSecret ? "a text that is not shown" : $"'{text}'")}.";
        }
    }

    private static Dictionary<string, string?> Read(IEnumerable<TaskParameter> parameters, MaintenanceTask task) =>
        parameters.Select(parameter => (Parameter: parameter, Value: parameter.Get(task)))
            .Where(argument => argument.Value is not null)
            .ToDictionary(argument => argument.Parameter.Name, string? (argument) => argument.Parameter.Write(argument.Value!));

    // A setter may have a rule of its own.
    private static string? Set(TaskParameter parameter, MaintenanceTask task, object? value)
    {
        try
        {
            parameter.Set(task, value);
            return null;
        }
        catch (Exception exception)
        {
            return exception.Message;
        }
    }

    private static void Validate(TaskDescriptor descriptor, MaintenanceTask task, Dictionary<string, string> errors)
    {
        foreach (var parameter in descriptor.Parameters)
        {
            if (Refusal(parameter, task) is { } refusal) errors[parameter.Name] = refusal;
        }

        if (errors.Count > 0 || task is not IValidatableObject validatable) return;
        foreach (var result in validatable.Validate(new ValidationContext(task)))
        {
            errors[result.MemberNames.FirstOrDefault() ?? ""] = result.ErrorMessage ?? "is not valid.";
        }
    }

    private static string? Refusal(TaskParameter parameter, MaintenanceTask task)
    {
        var value = parameter.Get(task);
        if (parameter.IsLimited && value is not null && ParameterChoices.Refusal(parameter.Choices, parameter.Write(value)) is { } refusal)
        {
            return parameter.NotAllowed ?? refusal;
        }

        var context = new ValidationContext(task) { MemberName = parameter.Name, DisplayName = parameter.Name };
        var failed = parameter.Validators.Select(validator => validator.GetValidationResult(value, context))
            .FirstOrDefault(result => result != ValidationResult.Success);
        return failed is null ? null : failed.ErrorMessage ?? "is not valid.";
    }
}
