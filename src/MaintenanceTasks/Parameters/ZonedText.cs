using System.Globalization;

namespace MaintenanceTasks;

/// <summary>Dates with a time, as text: year first, and in a given zone where the text names none.</summary>
internal static class ZonedText
{
    // Other orders are read as American, which is right for nobody who writes the day first.
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    public static string NameOf(TimeZoneInfo zone) => $"a date and time such as 2026-12-31T23:59 (taken in {zone.Id}) or 2026-12-31T23:59+01:00";

    /// <exception cref="FormatException">The text is no date, or names a time that the zone skips.</exception>
    /// <exception cref="ArgumentException">The moment is before the first or after the last one there is.</exception>
    public static DateTimeOffset Parse(string text, TimeZoneInfo zone)
    {
        var moment = DateTime.ParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        if (moment.Kind != DateTimeKind.Unspecified) return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        if (zone.IsInvalidTime(moment))
        {
            throw new UnfitTextException($"the clocks of {zone.Id} skip '{text}'. Write another time, or one with its offset such as {text}+01:00.");
        }

        return new DateTimeOffset(moment, zone.GetUtcOffset(moment));
    }

    /// <summary>Writes a moment in UTC. One that does not say what it is, is in the zone; the default value stays what it is.</summary>
    public static string Write(DateTime moment, TimeZoneInfo zone) => Utc(moment, zone).ToString("O", CultureInfo.InvariantCulture);

    private static DateTime Utc(DateTime moment, TimeZoneInfo zone)
    {
        if (moment == default) return DateTime.SpecifyKind(moment, DateTimeKind.Utc);
        if (moment.Kind != DateTimeKind.Unspecified) return moment.ToUniversalTime();
        var ticks = moment.Ticks - zone.GetUtcOffset(moment).Ticks;
        return new DateTime(Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
    }
}
