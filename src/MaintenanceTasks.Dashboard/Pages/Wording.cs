using System.Globalization;

namespace MaintenanceTasks.Dashboard;

/// <summary>Numbers, times and modes in words, the same for every reader.</summary>
internal static class Wording
{
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Items(long number) => Number(number) + (number == 1 ? " item" : " items");

    public static string Size(long bytes)
    {
        string[] units = [bytes == 1 ? "byte" : "bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        var (number, unit) = ((double)bytes, 0);
        for (; number >= 1024; number /= 1024) unit++;
        return string.Create(CultureInfo.InvariantCulture, $"{number:0.#} {units[unit]}");
    }

    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => "less than 1 s",
        { TotalMinutes: < 1 } => $"{time.Seconds} s",
        { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds} s",
        { TotalDays: < 1 } => $"{time.Hours} h {time.Minutes} min",
        _ => $"{Number((long)time.TotalDays)} d {time.Hours} h",
    };

    public static string Ago(DateTime at, DateTime now) => now - at is { TotalSeconds: >= 1 } past ? Duration(past) + " ago" : "just now";

    /// <summary>The same in one unit, so that a page that is left open does not change every second.</summary>
    public static string AgoInOneUnit(DateTime at, DateTime now) => (now - at) switch
    {
        { TotalMinutes: < 1 } => "less than a minute ago",
        { TotalHours: < 1 } past => Units(past.TotalMinutes, "minute"),
        { TotalDays: < 1 } past => Units(past.TotalHours, "hour"),
        { TotalDays: < 61 } past => Units(past.TotalDays, "day"),
        { TotalDays: < 731 } past => Units(past.TotalDays / 30.44, "month"),
        var past => Units(past.TotalDays / 365.25, "year"),
    };

    /// <summary>What the status means at this moment.</summary>
    public static string Status(Run run) => run.Status switch
    {
        RunStatus.Enqueued => "Waits for a worker",
        RunStatus.Running => $"At work for {Duration(run.TimeRunning)}",
        RunStatus.Interrupted when run.HeldUntil is not null => "Interrupted; goes on by itself when it is no longer held",
        RunStatus.Interrupted => "Interrupted; the next free worker goes on with it",
        RunStatus.Pausing => "Pauses after the item in hand",
        RunStatus.Paused => $"Paused after {Duration(run.TimeRunning)} of work",
        RunStatus.Cancelling => "Stops after the item in hand",
        RunStatus.Cancelled => $"Cancelled after {Duration(run.TimeRunning)} of work",
        RunStatus.Succeeded => $"Finished after {Duration(run.TimeRunning)} of work",
        _ => $"Failed after {Duration(run.TimeRunning)} of work",
    };

    public static string Moment(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Machine(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string Delivery(DeliveryMode mode) => mode switch
    {
        DeliveryMode.Transactional => "transactional: changes and position are committed together, so a crash repeats nothing",
        DeliveryMode.AtLeastOnce => "at least once: a crash repeats what was done since the last checkpoint",
        DeliveryMode.ProgressRow => "transactional in another database: changes and a progress row are committed there together, so a crash repeats nothing",
        _ => "per item: a checkpoint after each item, so a crash repeats at most the item in hand",
    };

    public static string Event(RunEvent happened) => happened.Kind switch
    {
        RunEventKind.Status when happened.From is { } from => $"{from.Word()} → {happened.To?.Word()}",
        RunEventKind.Status => happened.To?.Word() ?? "",
        RunEventKind.GivenUp => "given up",
        _ => happened.Kind.ToString().ToLowerInvariant(),
    };

    private static string Units(double count, string unit) => $"{Number((long)count)} {unit}{((long)count == 1 ? "" : "s")} ago";
}
