using System.CommandLine;
using System.Globalization;

namespace MaintenanceTasks.Cli;

/// <summary>Options and arguments that several verbs take.</summary>
internal static class SharedOptions
{
    public static Option<bool> Verbose() => new("--verbose") { Description = "Show the stack trace of an error.", Recursive = true };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document instead of text." };

    public static Argument<long> Run(string description) => new("run")
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return id;
            result.AddError($"Expected the number of a run, found '{text}'. `{CommandLine.Name} runs` lists them.");
            return 0;
        },
    };

    /// <summary>A whole number within bounds.</summary>
    public static Option<int> Count(string name, string description, int min, int max, int? byDefault = null)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
                result.AddError($"Expected a whole number from {min} to {max} for {name}, found '{text}'.");
                return 0;
            },
        };
        if (byDefault is { } value) option.DefaultValueFactory = _ => value;
        return option;
    }
}
