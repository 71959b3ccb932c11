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

    public required TaskDescriptor Task { get; init; }

    public required DeliveryMode Delivery { get; init; }

    /// <summary>What stands in the fields, by parameter name.</summary>
    public required IReadOnlyDictionary<string, string?> Values { get; init; }

    /// <summary>What is wrong, by parameter name; the empty name stands for the task as a whole.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>The same for every submit of this page, so that a double click starts one run.</summary>
    public required string Key { get; init; }

    /// <summary>At most so many bytes in a file.</summary>
    public required long MaxUploadSize { get; init; }

    public string? Value(TaskParameter parameter) => Values.GetValueOrDefault(parameter.Name);

    /// <summary>Puts what was sent (by query or by form) over the defaults.</summary>
    public static Dictionary<string, string?> Fill(
        TaskDescriptor task, IReadOnlyDictionary<string, string?> defaults, IEnumerable<KeyValuePair<string, StringValues>> sent)
    {
        var values = task.Parameters
            .Where(parameter => !parameter.IsRequired || !parameter.Type.IsValueType) // a zero nobody chose is no answer
            .ToDictionary(parameter => parameter.Name, parameter => defaults.GetValueOrDefault(parameter.Name));
        foreach (var (name, texts) in sent.Where(field => task.Parameter(field.Key) is not null)) values[name] = texts.LastOrDefault();
        return values;
    }

    /// <summary>The arguments a submitted form means. An empty field is no argument, except where an empty text is a value.</summary>
    public static Dictionary<string, string?> Arguments(
        TaskDescriptor task, IReadOnlyDictionary<string, string?> defaults, IFormCollection form)
    {
        var arguments = new Dictionary<string, string?>();
        foreach (var parameter in task.Parameters)
        {
            if (form[parameter.Name].LastOrDefault() is not { } text) continue;
            if (text.Length > 0) arguments[parameter.Name] = text;
            else if (parameter.IsRequired || (parameter.Type == typeof(string) && !parameter.IsNullable)) arguments[parameter.Name] = "";
            else if (parameter.IsNullable && defaults.GetValueOrDefault(parameter.Name) is not null) arguments[parameter.Name] = null;
        }

        return arguments;
    }
}
