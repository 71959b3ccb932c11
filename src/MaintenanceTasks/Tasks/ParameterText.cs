using System.Globalization;

namespace MaintenanceTasks;

/// <summary>Parameters as text and back, culture-invariant.</summary>
internal static class ParameterText
{
    private static readonly Dictionary<Type, (string Name, Func<string, object> Parse, Func<object, string> Write)> Types = new()
    {
        [typeof(string)] = ("text", text => text, value => (string)value),
        [typeof(bool)] = ("true or false", text => ParseBoolean(text), value => (bool)value ? "true" : "false"),
        [typeof(byte)] = Number<byte>(NumberStyles.Integer),
        [typeof(short)] = Number<short>(NumberStyles.Integer),
        [typeof(int)] = Number<int>(NumberStyles.Integer),
        [typeof(long)] = Number<long>(NumberStyles.Integer),
        [typeof(float)] = Number<float>(NumberStyles.Float),
        [typeof(double)] = Number<double>(NumberStyles.Float),
        [typeof(decimal)] = Number<decimal>(NumberStyles.Float),
        [typeof(DateOnly)] = ("a date such as 2026-12-31", text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture), Format("yyyy-MM-dd")),
        [typeof(TimeOnly)] = ("a time such as 23:59", text => TimeOnly.Parse(text, CultureInfo.InvariantCulture), Format("HH:mm:ss.FFFFFFF")),
        [typeof(DateTime)] = ("a date and time such as 2026-12-31T23:59", text => ParseTime(text), Format("O")),
        [typeof(DateTimeOffset)] = ("a date and time with zone such as 2026-12-31T23:59+01:00", text => ParseOffset(text), Format("O")),
        [typeof(TimeSpan)] = ("a duration such as 01:30:00", text => TimeSpan.Parse(text, CultureInfo.InvariantCulture), Format("c")),
        [typeof(Guid)] = ("a GUID", text => Guid.Parse(text), Format("D")),
    };

    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    public static bool Supports(Type type) => type.IsEnum || Types.ContainsKey(type);

    public static string NameOf(Type type) => Types[type].Name;

    /// <exception cref="FormatException">The text does not fit the type.</exception>
    /// <exception cref="OverflowException">The number does not fit the type.</exception>
    public static object Parse(Type type, string text) => type.IsEnum ? ParseEnum(type, text) : Types[type].Parse(text);

    public static string Write(object value) =>
        value is Enum ? value.ToString()! : Types[value.GetType()].Write(value);

    private static (string, Func<string, object>, Func<object, string>) Number<T>(NumberStyles style)
        where T : struct, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T>
    {
        var name = style == NumberStyles.Integer
            ? string.Create(CultureInfo.InvariantCulture, $"a whole number from {T.MinValue} to {T.MaxValue}")
            : "a number such as 1.5";
        return (name, text => T.Parse(text, style, CultureInfo.InvariantCulture), Format(null));
    }

    private static Func<object, string> Format(string? format) =>
        value => ((IFormattable)value).ToString(format, CultureInfo.InvariantCulture);

    private static bool ParseBoolean(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "ON" or "YES" => true,
        "FALSE" or "0" or "OFF" or "NO" => false,
        _ => throw new FormatException(),
    };

    // Year first, always: other orders are read as American, which is right for nobody who writes the day first.
    private static DateTime ParseTime(string text) =>
        DateTime.ParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static DateTimeOffset ParseOffset(string text)
    {
        var value = ParseTime(text);
        return value.Kind == DateTimeKind.Unspecified
            ? throw new FormatException("the zone is missing")
            : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
    }

    private static object ParseEnum(Type type, string text)
    {
        var name = Enum.GetNames(type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name is null ? throw new FormatException() : Enum.Parse(type, name);
    }
}
