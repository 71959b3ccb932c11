using System.Globalization;
using System.Numerics;

namespace MaintenanceTasks;

/// <summary>Parameters as text and back, culture-invariant.</summary>
internal static class ParameterText
{
    private static readonly Dictionary<Type, (string Name, Func<string, object> Parse, Func<object, string> Write)> Types = new()
    {
        [typeof(string)] = ("text", text => text, value => (string)value),
        [typeof(char)] = ("one character", text => char.Parse(text), value => value.ToString()!),
        [typeof(bool)] = ("true or false", text => ParseBoolean(text), value => (bool)value ? "true" : "false"),
        [typeof(sbyte)] = Whole<sbyte>(),
        [typeof(byte)] = Whole<byte>(),
        [typeof(short)] = Whole<short>(),
        [typeof(ushort)] = Whole<ushort>(),
        [typeof(int)] = Whole<int>(),
        [typeof(uint)] = Whole<uint>(),
        [typeof(long)] = Whole<long>(),
        [typeof(ulong)] = Whole<ulong>(),
        [typeof(Int128)] = Whole<Int128>(),
        [typeof(UInt128)] = Whole<UInt128>(),
        [typeof(BigInteger)] = Number<BigInteger>("a whole number", NumberStyles.Integer),
        [typeof(Half)] = Number<Half>("a number such as 1.5", NumberStyles.Float),
        [typeof(float)] = Number<float>("a number such as 1.5", NumberStyles.Float),
        [typeof(double)] = Number<double>("a number such as 1.5", NumberStyles.Float),
        [typeof(decimal)] = Number<decimal>("a number such as 1.5", NumberStyles.Float),
        [typeof(DateOnly)] = ("a date such as 2026-12-31", text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture), Format("yyyy-MM-dd")),
        [typeof(TimeOnly)] = ("a time such as 23:59", text => TimeOnly.Parse(text, CultureInfo.InvariantCulture), Format("HH:mm:ss.FFFFFFF")),
        [typeof(TimeSpan)] = ("a duration such as 01:30:00", text => TimeSpan.Parse(text, CultureInfo.InvariantCulture), Format("c")),
        [typeof(Guid)] = ("a GUID", text => Guid.Parse(text), Format("D")),
        [typeof(Uri)] = ("an address such as https://example.org/path", text => ParseUri(text), value => ((Uri)value).OriginalString),
    };

    public static bool Supports(Type type) => type.IsEnum || HasZone(type) || Types.ContainsKey(type);

    /// <summary>True for a type whose text may leave out the zone.</summary>
    public static bool HasZone(Type type) => type == typeof(DateTime) || type == typeof(DateTimeOffset);

    public static string NameOf(Type type, TimeZoneInfo zone) =>
        type.IsEnum ? ParameterChoice.List(EnumText.NamesOf(type)) : HasZone(type) ? ZonedText.NameOf(zone) : Types[type].Name;

    /// <exception cref="FormatException">The text does not fit the type.</exception>
    /// <exception cref="OverflowException">The number does not fit the type.</exception>
    /// <exception cref="ArgumentException">The date does not fit the type.</exception>
    public static object Parse(Type type, string text, TimeZoneInfo zone) =>
        type.IsEnum ? EnumText.Parse(type, text)
        : type == typeof(DateTime) ? ZonedText.Parse(text, zone).UtcDateTime
        : type == typeof(DateTimeOffset) ? ZonedText.Parse(text, zone)
        : Types[type].Parse(text);

    public static string Write(object value, TimeZoneInfo zone) => value switch
    {
        Enum => value.ToString()!,
        DateTime moment => ZonedText.Write(moment, zone),
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        _ => Types[value.GetType()].Write(value),
    };

    private static (string, Func<string, object>, Func<object, string>) Whole<T>()
        where T : struct, INumber<T>, IMinMaxValue<T> =>
        Number<T>(string.Create(CultureInfo.InvariantCulture, $"a whole number from {T.MinValue} to {T.MaxValue}"), NumberStyles.Integer);

    private static (string, Func<string, object>, Func<object, string>) Number<T>(string name, NumberStyles style)
        where T : struct, INumber<T> =>
        (name, text => T.Parse(text, style, CultureInfo.InvariantCulture), Format(null));

    private static Func<object, string> Format(string? format) =>
        value => ((IFormattable)value).ToString(format, CultureInfo.InvariantCulture);

    private static bool ParseBoolean(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "ON" or "YES" => true,
        "FALSE" or "0" or "OFF" or "NO" => false,
        _ => throw new FormatException(),
    };

    // A path alone would be taken as the address of a file on Unix.
    private static Uri ParseUri(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && text.StartsWith(address.Scheme + ":", StringComparison.OrdinalIgnoreCase)
            ? address
            : throw new FormatException();
}
