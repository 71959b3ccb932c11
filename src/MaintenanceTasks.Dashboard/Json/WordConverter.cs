using System.Text.Json;
using System.Text.Json.Serialization;

namespace MaintenanceTasks.Dashboard;

/// <summary>Writes an enum as the word it is called by everywhere else, whatever the application does with its own.</summary>
internal sealed class WordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
