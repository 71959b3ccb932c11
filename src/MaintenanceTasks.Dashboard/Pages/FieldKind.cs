using System.Globalization;
using System.Numerics;

namespace MaintenanceTasks.Dashboard;

/// <summary>The control a parameter gets, and its value as that control writes it.</summary>
/// <param name="Type">Type of the input; <c>select</c>, <c>checkbox</c> and <c>textarea</c> are drawn otherwise.</param>
/// <param name="Step">Step of the input, or null.</param>
/// <param name="Hint">An example of what to write, for want of a description; or null.</param>
/// <param name="Zone">The zone in which a date with a time is taken, or null.</param>
internal sealed record FieldKind(string Type, string? Step = null, string? Hint = null, TimeZoneInfo? Zone = null)
{
    private static readonly Type[] Whole =
    [
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(Int128), typeof(UInt128), typeof(BigInteger),
    ];

    private static readonly Type[] Fractional = [typeof(Half), typeof(float), typeof(double), typeof(decimal)];

    public static FieldKind Of(TaskParameter parameter) => parameter.Type switch
    {
        _ when parameter.IsMultiline => new("textarea"),
        _ when parameter.IsSecret => new("password"),
        _ when parameter.Choices.Count > 0 || parameter.ComputesChoices => new("select"),
        { } type when type == typeof(bool) => new(parameter.IsNullable || parameter.IsRequired ? "select" : "checkbox"),
        { } type when Whole.Contains(type) => new("number", "1"),
        { } type when Fractional.Contains(type) => new("number", "any"),
        { } type when type == typeof(DateOnly) => new("date"),
        { } type when type == typeof(TimeOnly) => new("time", "1"),
        _ when parameter.TimeZone is { } zone => new("datetime-local", "1", Zone: zone),
        { } type when type == typeof(Uri) => new("url"),
        { } type when type == typeof(string) => new("text"),
        _ => new("text", Hint: parameter.TypeName),
    };

    /// <summary>A value as the control takes it: dates in their zone without the parts it does not know, and no date where nobody has set one.</summary>
    public string Write(string? value) => (Type, value) switch
    {
        (_, null or "") => "",
        ("date", "0001-01-01") => "",
        ("datetime-local", _) when DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) => Local(value, moment),
        _ => value,
    };

    private string Local(string value, DateTime moment)
    {
        if (moment.Kind != DateTimeKind.Unspecified)
        {
            var known = DateTimeOffset.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            if (known == default) return "";
            moment = TimeZoneInfo.ConvertTime(known, Zone!).DateTime;
        }

        return moment == default ? "" : moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }
}
