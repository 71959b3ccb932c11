using System.Globalization;

namespace MaintenanceTasks.Dashboard;

/// <summary>The control a parameter gets, and its value as that control writes it.</summary>
/// <param name="Type">Type of the input; <c>select</c> and <c>checkbox</c> are drawn otherwise.</param>
/// <param name="Step">Step of the input, or null.</param>
/// <param name="Hint">An example of what to write, or null.</param>
internal sealed record FieldKind(string Type, string? Step = null, string? Hint = null)
{
    public static FieldKind Of(TaskParameter parameter) => parameter.Type switch
    {
        { IsEnum: true } => new("select"),
        { } type when type == typeof(bool) => new(parameter.IsNullable || parameter.IsRequired ? "select" : "checkbox"),
        { } type when type == typeof(byte) || type == typeof(short) || type == typeof(int) || type == typeof(long) => new("number", "1"),
        { } type when type == typeof(float) || type == typeof(double) || type == typeof(decimal) => new("number", "any"),
        { } type when type == typeof(DateOnly) => new("date"),
        { } type when type == typeof(TimeOnly) => new("time", "1"),
        { } type when type == typeof(DateTime) => new("datetime-local", "1"),
        { } type when type == typeof(string) => new("text"),
        _ => new("text", Hint: parameter.TypeName),
    };

    public static IReadOnlyList<string> Choices(TaskParameter parameter) => parameter.Type.IsEnum ? parameter.Choices : ["true", "false"];

    /// <summary>A value as the control takes it: dates without the parts it does not know, and no date where nobody has set one.</summary>
    public string Write(string? value) => (Type, value) switch
    {
        (_, null or "") => "",
        ("date", "0001-01-01") => "",
        ("datetime-local", _) when DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) =>
            moment == default ? "" : moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        _ => value,
    };
}
