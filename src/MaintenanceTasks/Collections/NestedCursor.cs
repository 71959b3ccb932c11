using System.Text.Json;

namespace MaintenanceTasks;

/// <summary>
/// The position of a nested walk: a JSON array with an entry a level, such as <c>[{"Id":3},41]</c>. The last entry is the position
/// after an item, or null before the first; those before it name the parents the item is under.
/// </summary>
internal static class NestedCursor
{
    private const string Expected = "an array with one entry a level, such as [{\"Id\":3},41]";

    /// <summary>Puts a parent before the position among its children. A position that is an array is that of a nested level.</summary>
    public static string Write(string parent, string? below, bool belowIsNested) =>
        belowIsNested && below is not null ? $"[{parent},{below[1..]}" : $"[{parent},{below ?? "null"}]";

    /// <summary>Takes a position apart; null when there is none.</summary>
    /// <exception cref="CursorMismatchException">The cursor is not that of a nested collection.</exception>
    public static (JsonElement Parent, string? Below)? Read(WalkStart start)
    {
        if (start.Cursor is not { } cursor) return null;
        try
        {
            JsonElement[] entries = [.. JsonElement.Parse(cursor).EnumerateArray()];
            if (entries.Length < 2) throw new CursorMismatchException(start.Task, cursor, Expected);
            return (entries[0], entries.Length > 2 ? $"[{string.Join(',', entries.Skip(1).Select(entry => entry.GetRawText()))}]"
                : entries[1].ValueKind == JsonValueKind.Null ? null : entries[1].GetRawText());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new CursorMismatchException(start.Task, cursor, Expected);
        }
    }

    /// <summary>True when a parent's own position is the one that is stored.</summary>
    public static bool IsAt(JsonElement stored, string parent) => JsonElement.DeepEquals(stored, JsonElement.Parse(parent));
}
