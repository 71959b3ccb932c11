using System.Globalization;

namespace Bench.Cases;

/// <summary>A line of the result.</summary>
/// <param name="Name">What was measured, against what.</param>
/// <param name="Database">On which database, or a dash.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">What it counts; <c>×</c> for a ratio of engine to loop.</param>
/// <param name="Target">The greatest value that is good enough, or the least where <paramref name="AtLeast"/>; null to show only.</param>
/// <param name="Detail">Where the figure comes from.</param>
/// <param name="AtLeast">True when more is better.</param>
internal sealed record Line(string Name, string Database, double Value, string Unit, double? Target, string Detail, bool AtLeast = false)
{
    public bool? Holds => Target is not { } target ? null : AtLeast ? Value >= target : Value <= target;

    public static Line Of(string name, string database, Measuring.Ratio ratio, double? target) => new(
        name, database, ratio.Median, "×", target,
        string.Create(CultureInfo.InvariantCulture,
            $"{ratio.Least:0.00}–{ratio.Most:0.00} in {ratio.Samples.Count} pairs; {ratio.EngineMicroseconds:0.00} µs against {ratio.LoopMicroseconds:0.00}, {ratio.EngineBytes:#,0} B against {ratio.LoopBytes:#,0} an item"));
}
