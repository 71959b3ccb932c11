using System.ComponentModel.DataAnnotations;

namespace MaintenanceTasks;

/// <summary>Arguments as stored (text by parameter name) onto a task's properties and back, with all errors at once.</summary>
internal static class TaskArguments
{
    /// <summary>Sets the properties from the arguments and validates the whole task.</summary>
    /// <exception cref="InvalidArgumentsException">An argument is unknown, missing, of the wrong type, or not valid.</exception>
    public static void Apply(TaskDescriptor descriptor, MaintenanceTask task, IReadOnlyDictionary<string, string?> arguments)
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
        if (errors.Count > 0) throw new InvalidArgumentsException(descriptor.Name, errors);
    }

    /// <summary>Reads the properties of a task that code has set.</summary>
    public static Dictionary<string, string?> Read(TaskDescriptor descriptor, MaintenanceTask task) =>
        descriptor.Parameters
            .Select(parameter => (parameter.Name, Value: parameter.Get(task)))
            .Where(argument => argument.Value is not null)
            .ToDictionary(argument => argument.Name, string? (argument) => ParameterText.Write(argument.Value!));

    private static string? Bind(TaskParameter parameter, MaintenanceTask task, IReadOnlyDictionary<string, string?> arguments)
    {
        var given = arguments.TryGetValue(parameter.Name, out var text);
        var isText = parameter.Type == typeof(string);
        if (!given || text is null || (text.Length == 0 && (!isText || parameter.IsRequired)))
        {
            if (parameter.IsRequired) return $"a value is required: {parameter.TypeName}.";
            if (given && parameter.IsNullable) parameter.Set(task, null);
            return null;
        }

        try
        {
            parameter.Set(task, ParameterText.Parse(parameter.Type, isText ? text : text.Trim()));
            return null;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            return $"expected {parameter.TypeName}, found '{text}'.";
        }
    }

    private static void Validate(TaskDescriptor descriptor, MaintenanceTask task, Dictionary<string, string> errors)
    {
        foreach (var parameter in descriptor.Parameters)
        {
            var value = parameter.Get(task);
            var context = new ValidationContext(task) { MemberName = parameter.Name, DisplayName = parameter.Name };
            var failed = parameter.Validators.Select(validator => validator.GetValidationResult(value, context))
                .FirstOrDefault(result => result != ValidationResult.Success);
            if (failed is not null) errors[parameter.Name] = failed.ErrorMessage ?? "is not valid.";
        }

        if (errors.Count > 0 || task is not IValidatableObject validatable) return;
        foreach (var result in validatable.Validate(new ValidationContext(task)))
        {
            errors[result.MemberNames.FirstOrDefault() ?? ""] = result.ErrorMessage ?? "is not valid.";
        }
    }
}
