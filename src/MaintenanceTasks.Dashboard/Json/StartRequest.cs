using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks.Dashboard;

/// <summary>What a program sends to start a run.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)] // a misspelt "arguments" would start a run with none
internal sealed record StartRequest
{
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>By parameter name: text, numbers, true, false, null; or an array of them where several choices are combined.</summary>
    public Dictionary<string, JsonElement>? Arguments { get; init; }

    /// <summary>A repeated request with the same key finds the run of the first, or null.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>How many partitions, from 1 to 64; null for what the task says.</summary>
    public int? Partitions { get; init; }

    /// <exception cref="InvalidDataException">It is no such JSON.</exception>
    public static async Task<StartRequest> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MostBytes;
        var options = context.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        try
        {
            return await JsonSerializer.DeserializeAsync<StartRequest>(context.Request.Body, options, context.RequestAborted).ConfigureAwait(false)
                ?? throw new InvalidDataException("Expected a JSON object with arguments, found null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Expected a JSON object such as {{\"arguments\": {{\"Name\": \"value\"}}}}: {exception.Message}", exception);
        }
    }

    /// <summary>The arguments as texts, by parameter name.</summary>
    /// <exception cref="InvalidArgumentsException">A value is an object.</exception>
    public Dictionary<string, string?> Texts(string task)
    {
        var errors = new Dictionary<string, string>();
        var texts = new Dictionary<string, string?>();
        foreach (var (name, value) in Arguments ?? [])
        {
            if (value.ValueKind == JsonValueKind.Object) errors[name] = "Expected a text, a number, true, false, null or an array of them, found an object.";
            else texts[name] = Text(value);
        }

        return errors.Count == 0 ? texts : throw new InvalidArgumentsException(task, errors);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };
}
