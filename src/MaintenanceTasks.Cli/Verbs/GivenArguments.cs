namespace MaintenanceTasks.Cli;

/// <summary>The arguments of a run, from the command line and from the environment.</summary>
internal static class GivenArguments
{
    /// <exception cref="InvalidInputException">A variable is not set, or a parameter is given twice.</exception>
    public static Dictionary<string, string?> Of(Dictionary<string, string> written, Dictionary<string, string> variables)
    {
        var arguments = written.ToDictionary(argument => argument.Key, string? (argument) => argument.Value);
        foreach (var (name, variable) in variables)
        {
            var value = Environment.GetEnvironmentVariable(variable)
                ?? throw new InvalidInputException($"Expected the value of {name} in the environment variable {variable}, found no such variable.");
            if (!arguments.TryAdd(name, value)) throw new InvalidInputException($"Expected {name} by --arg or by --arg-env, found both.");
        }

        return arguments;
    }
}
