using System.ComponentModel.DataAnnotations;

namespace MaintenanceTasks.Dashboard.Tests;

[Flags]
public enum Weekdays
{
    None = 0,
    Monday = 1,
    Wednesday = 2,
    Friday = 4,
}

/// <summary>A parameter for each control that <see cref="EveryParameter"/> has not.</summary>
[AllowConcurrentRuns]
public sealed class EveryControl : OneOffTask
{
    [DataType(DataType.MultilineText)]
    public string Notes { get; set; } = "first\nsecond";

    public DateTime At { get; set; } = new(2026, 7, 1, 10, 0, 0, DateTimeKind.Utc);

    public DateTimeOffset? Until { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));

    public Uri? Address { get; set; } = new("https://example.org/");

    public ulong Big { get; set; } = ulong.MaxValue;

    public double Ratio { get; set; } = 0.25;

    public char Letter { get; set; } = 'x';

    public bool? Maybe { get; set; }

    [AllowedValues("low", "high")]
    public string Level { get; set; } = "low";

    [AllowedValues("low", "high")]
    public string Unset { get; set; } = "";

    [Choices(nameof(CitiesAsync))]
    public int? City { get; set; }

    public Weekdays Days { get; set; } = Weekdays.Monday | Weekdays.Friday;

    [Range(1, int.MaxValue)]
    public int Before { get; set; } = 1;

    public override void Process()
    {
    }

    private static async Task<(int, string)[]> CitiesAsync(Gate gate, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.Zero, cancellationToken);
        return gate.IsBroken ? throw new InvalidOperationException("no cities today") : [(1, "Paris & <Lyon>"), (2, "Oslo")];
    }
}
