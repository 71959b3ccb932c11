using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;

namespace MaintenanceTasks;

/// <summary>Knows the secrets of a run, and takes their text out of what others will read.</summary>
internal sealed class SecretMask
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Sign = "••••••";

    public static readonly SecretMask None = new([]);

    // Shorter lines of a text of several lines are not telling: the frame of a key, a single bracket.
    private const int ShortestLine = 8;
    private readonly string[] _texts;

    private SecretMask(IEnumerable<string> secrets) =>
        _texts = [.. secrets.SelectMany(Forms).Where(text => text.Length > 0).Distinct().OrderByDescending(text => text.Length)];

    /// <summary>The mask of a task's secrets, as given and as the task has them, which its defaults belong to.</summary>
    public static SecretMask Of(TaskDescriptor descriptor, IReadOnlyDictionary<string, string?> arguments, MaintenanceTask? task)
    {
        var parameters = descriptor.Parameters.Where(parameter => parameter.IsSecret).ToArray();
        if (parameters.Length == 0) return None;
        var given = parameters.Select(parameter => arguments.GetValueOrDefault(parameter.Name));
        var had = task is null ? [] : parameters.Select(parameter => parameter.Get(task) is { } value ? parameter.Write(value) : null);
        return new SecretMask(given.Concat(had).OfType<string>());
    }

    [return: NotNullIfNotNull(nameof(text))]
    public string? Apply(string? text)
    {
        if (text is null) return null;
        foreach (var secret in _texts) text = text.Replace(secret, Sign, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    /// <summary>The exception itself when it says nothing secret, else one with the same words, masked.</summary>
    public Exception Apply(Exception exception)
    {
        if (_texts.Length == 0 || exception is MaskedException) return exception;
        var text = exception.ToString();
        var masked = Apply(text);
        return masked == text ? exception : new MaskedException(exception, Apply(exception.Message), masked, Apply(exception.StackTrace));
    }

    /// <summary>A secret as it is, as it stands in addresses and in JSON, and its lines where it has several.</summary>
    private static IEnumerable<string> Forms(string secret)
    {
        var trimmed = secret.Trim();
        string[] whole = [secret, trimmed, Uri.EscapeDataString(trimmed), JavaScriptEncoder.Default.Encode(trimmed), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(trimmed)];
        return whole.Concat(trimmed.Split(['\r', '\n']).Where(line => line.Length >= ShortestLine));
    }
}
