using System.CommandLine;

namespace MaintenanceTasks.Cli;

/// <summary>Options of the form <c>name=value</c> that may be given several times, with a name once each.</summary>
internal static class NamedValues
{
    public static Option<Dictionary<string, string>> Option(string option, string description, string form = "name=value") => new(option)
    {
        Description = description,
        HelpName = form,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var values = new Dictionary<string, string>();
            foreach (var text in result.Tokens.Select(token => token.Value))
            {
                var split = text.IndexOf('=', StringComparison.Ordinal);
                if (split <= 0) result.AddError($"Expected {option} {form}, found '{text}'.");
                else if (!values.TryAdd(text[..split], text[(split + 1)..])) result.AddError($"Expected one {option} {text[..split]}=…, found several.");
            }

            return values;
        },
    };
}
