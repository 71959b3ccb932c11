using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace MaintenanceTasks.Dashboard;

/// <summary>The form that starts a run: what stands in its fields, and what is wrong with it.</summary>
internal sealed record StartForm
{
    /// <summary>No C# property can have this name, so it never hides a parameter.</summary>
    public const string KeyField = "idempotency-key";

    /// <summary>The last field of the form: what comes before it has been read when the file arrives.</summary>
    public const string FileField = "input-file";

    /// <summary>How many partitions, of a task that can be split.</summary>
    public const string PartitionsField = "partition-count";

    private static readonly IReadOnlyList<ParameterChoice> YesAndNo = [new("true", "true"), new("false", "false")];

    public required TaskDescriptor Task { get; init; }

    public required DeliveryMode Delivery { get; init; }

    /// <summary>What stands in the fields, by parameter name.</summary>
    public required IReadOnlyDictionary<string, string?> Values { get; init; }

    /// <summary>The values that parameters may have, by name, where they are limited.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ParameterChoice>> Choices { get; init; } = new Dictionary<string, IReadOnlyList<ParameterChoice>>();

    /// <summary>What is wrong, by parameter name; the empty name stands for the task as a whole.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>The same for every submit of this page, so that a double click starts one run.</summary>
    public required string Key { get; init; }

    /// <summary>What stands in the field of partitions; null for a task that has none, because it cannot be split.</summary>
    public string? Partitions { get; init; }

    /// <summary>How many partitions a run has that asks for no other number; null for a task that cannot be split.</summary>
    public int? UsualPartitions { get; init; }

    /// <summary>At most so many bytes in a file.</summary>
    public required long MaxUploadSize { get; init; }

    public string? Value(TaskParameter parameter) => Values.GetValueOrDefault(parameter.Name);

    public IReadOnlyList<ParameterChoice> ChoicesOf(TaskParameter parameter) =>
        Choices.GetValueOrDefault(parameter.Name) ?? (parameter.Type == typeof(bool) ? YesAndNo : []);

    /// <summary>Puts what was sent (by query or by form) over the defaults. Never a secret.</summary>
    public static Dictionary<string, string?> Fill(
        TaskDescriptor task, IReadOnlyDictionary<string, string?> defaults, IEnumerable<KeyValuePair<string, StringValues>> sent)
    {
        var values = task.Parameters
            .Where(parameter => !parameter.IsRequired || !parameter.Type.IsValueType) // a zero nobody chose is no answer
            .ToDictionary(parameter => parameter.Name, parameter => defaults.GetValueOrDefault(parameter.Name));
        foreach (var (name, texts) in sent)
        {
            if (task.Parameter(name) is { IsSecret: false } parameter) values[name] = Text(parameter, texts);
        }

        return values;
    }

    /// <summary>The arguments a submitted form means. An empty field is no argument, except where an empty text is a value.</summary>
    public static Dictionary<string, string?> Arguments(
        TaskDescriptor task, IReadOnlyDictionary<string, string?> defaults, IFormCollection form)
    {
        var arguments = new Dictionary<string, string?>();
        foreach (var parameter in task.Parameters)
        {
            if (Text(parameter, form[parameter.Name]) is not { } text) continue;
            if (text.Length > 0) arguments[parameter.Name] = text;
            else if (parameter.IsSecret && !parameter.IsRequired) continue; // nobody can see a default to clear
            else if (parameter is { CombinesChoices: true, IsRequired: false, IsNullable: false }) arguments[parameter.Name] = "0";
            else if (parameter.IsRequired || (parameter.Type == typeof(string) && !parameter.IsNullable)) arguments[parameter.Name] = "";
            else if (parameter.IsNullable && defaults.GetValueOrDefault(parameter.Name) is not null) arguments[parameter.Name] = null;
        }

        return arguments;
    }

    /// <summary>The number of partitions a submitted form asks for; null for what the task says.</summary>
    /// <exception cref="InvalidArgumentsException">It is no number.</exception>
    public static int? PartitionsOf(TaskDescriptor task, IFormCollection form)
    {
        var text = form[PartitionsField].ToString().Trim();
        if (text.Length == 0) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        throw new InvalidArgumentsException(task.Name, new Dictionary<string, string>
        {
            [""] = $"The parallelism of a run is from 1 to 64, found {text}.",
        });
    }

    /// <summary>What was sent for the number of partitions (by query or by form), or null.</summary>
    public static string? PartitionsSent(IEnumerable<KeyValuePair<string, StringValues>> sent) =>
        sent.FirstOrDefault(field => field.Key == PartitionsField).Value.LastOrDefault();

    /// <summary>What a field says: all that is chosen, else the last; lines as programs break them.</summary>
    private static string? Text(TaskParameter parameter, StringValues sent)
    {
        if (parameter.CombinesChoices && sent.Count > 0) return string.Join(", ", sent.Where(text => !string.IsNullOrEmpty(text)));
        var last = sent.LastOrDefault();
        return parameter.IsMultiline ? last?.ReplaceLineEndings("\n") : last;
    }
}
