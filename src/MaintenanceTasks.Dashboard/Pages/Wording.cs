using System.Globalization;

namespace MaintenanceTasks.Dashboard;

/// <summary>Numbers, times and modes in words, the same for every reader.</summary>
internal static class Wording
{
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Items(long number) => Number(number) + (number == 1 ? " item" : " items");

    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => "under 1 s",
        { TotalMinutes: < 1 } => $"{time.Seconds} s",
        { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds} s",
        { TotalDays: < 1 } => $"{time.Hours} h {time.Minutes} min",
        _ => $"{Number((long)time.TotalDays)} d {time.Hours} h",
    };

    public static string Ago(DateTime at, DateTime now) => now - at is { TotalSeconds: >= 1 } past ? Duration(past) + " ago" : "just now";

    public static string Moment(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Machine(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string Delivery(DeliveryMode mode) => mode switch
    {
        DeliveryMode.Transactional => "transactional: changes and position are committed together, so a crash repeats nothing",
        DeliveryMode.AtLeastOnce => "at least once: a crash repeats what was done since the last checkpoint",
        _ => "per item: a checkpoint after each item, so a crash repeats at most the item in hand",
    };

    public static string Event(RunEvent happened) => happened.Kind switch
    {
        RunEventKind.Status when happened.From is { } from => $"{from.Word()} → {happened.To?.Word()}",
        RunEventKind.Status => happened.To?.Word() ?? "",
        _ => happened.Kind.ToString().ToLowerInvariant(),
    };
}
