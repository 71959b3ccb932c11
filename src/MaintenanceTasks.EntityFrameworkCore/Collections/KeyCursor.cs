using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>The key of a row as stored cursor, a JSON object in key order such as <c>{"TenantId":3,"Id":41}</c>, and back.</summary>
internal sealed class KeyCursor(IReadOnlyList<KeyColumn> columns, string task)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Write(IReadOnlyList<object> values)
    {
        var json = new JsonObject();
        for (var column = 0; column < columns.Count; column++) json[columns[column].Name] = columns[column].ToJson(values[column]);
        return json.ToJsonString(Plain);
    }

    /// <summary>A key for people: the value alone, or the values in parentheses.</summary>
    public string Describe(IReadOnlyList<object> values)
    {
        var words = columns.Select((column, index) => column.ToJson(values[index]).ToString());
        return columns.Count == 1 ? words.First() : $"({string.Join(", ", words)})";
    }

    /// <exception cref="CursorMismatchException">The cursor was written for another key.</exception>
    public object[] Read(string cursor)
    {
        try
        {
            if (JsonNode.Parse(cursor) is JsonObject json && json.Select(pair => pair.Key).SequenceEqual(columns.Select(column => column.Name)))
            {
                return [.. columns.Select(column => column.FromJson(json[column.Name]))];
            }
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
        }

        throw new CursorMismatchException(task, cursor, $"the key ({string.Join(", ", columns.Select(column => $"{column.Name}: {column.Type.Name}"))})");
    }
}
