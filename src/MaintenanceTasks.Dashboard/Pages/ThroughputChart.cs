using System.Globalization;
using System.Text;

namespace MaintenanceTasks.Dashboard;

/// <summary>
/// The speed of a run over its whole time, as the parts of a drawing: a line for each stretch of work, and a band for each time in
/// which it was stopped. The drawing is stretched to the place it has; words stand beside it.
/// </summary>
internal sealed class ThroughputChart
{
    public const int Width = 1000;
    public const int Height = 100;
    private const int Fewest = 3;
    private readonly DateTime _from;
    private readonly TimeSpan _span;

    private ThroughputChart(DateTime from, DateTime to) => (_from, _span, To) = (from, to - from, to);

    public DateTime From => _from;

    public DateTime To { get; }

    /// <summary>The top of the drawing, items a second: the highest speed.</summary>
    public double Highest { get; private init; }

    /// <summary>Lines of the speed, each for a stretch without a stop.</summary>
    public IReadOnlyList<string> Lines { get; private set; } = [];

    /// <summary>The same, closed down to the ground.</summary>
    public IReadOnlyList<string> Areas { get; private set; } = [];

    /// <summary>The times in which the run was stopped.</summary>
    public IReadOnlyList<ChartBand> Bands { get; private set; } = [];

    /// <summary>What the drawing shows, for who does not see it.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>The chart of a run, or null while there is too little to draw.</summary>
    public static ThroughputChart? Of(Run run, IReadOnlyList<RunSample> samples, DateTime now)
    {
        if (run.StartedAt is not { } started || Points(run, samples, started, now) is not { Count: >= Fewest } points) return null;
        var steps = points.Zip(points.Skip(1), (before, after) => new Step(before, after)).ToArray();
        var work = steps.Where(step => step.Before.Mark is null).ToArray();
        if (work.Length == 0 || points[^1].At <= points[0].At) return null;
        var chart = new ThroughputChart(points[0].At, points[^1].At) { Highest = work.Max(step => step.Rate) };
        chart.Draw(steps);
        return chart;
    }

    private static List<RunSample> Points(Run run, IReadOnlyList<RunSample> samples, DateTime started, DateTime now)
    {
        var points = new List<RunSample>(samples.Count + 2);
        if (samples.Count == 0 || samples[0].At > started) points.Add(new RunSample(run.Id, started, 0));
        foreach (var sample in samples.Where(sample => points.Count == 0 || sample.At > points[^1].At)) points.Add(sample);

        // Steps of less than half a second say more about the clock than about the work.
        var end = run.EndedAt ?? (run.Status.IsActive() ? now : run.MovedAt) ?? now;
        var rest = end - points[^1].At;
        if (rest >= TimeSpan.FromSeconds(0.5) && (points[^1].Mark is not null || run.EndedAt is not null)) points.Add(new RunSample(run.Id, end, run.Ticks));
        return points;
    }

    private void Draw(Step[] steps)
    {
        var lines = new List<string>();
        var areas = new List<string>();
        var bands = new List<ChartBand>();
        for (var index = 0; index < steps.Length;)
        {
            if (steps[index].Before.Mark is { } mark)
            {
                var (before, after) = (steps[index].Before, steps[index].After);
                bands.Add(new ChartBand(mark, X(before.At), Math.Max(1.5, X(after.At) - X(before.At)), before.At, after.At));
                index++;
                continue;
            }

            var stretch = steps.Skip(index).TakeWhile(step => step.Before.Mark is null).ToArray();
            index += stretch.Length;
            var line = Line(stretch);
            lines.Add("M" + line);
            areas.Add($"M{Number(X(stretch[0].Before.At))} {Height}L{line}L{Number(X(stretch[^1].After.At))} {Height}Z");
        }

        (Lines, Areas, Bands) = (lines, areas, bands);
        var stops = bands.GroupBy(band => band.Word).Select(group => $"{group.Count()} × {group.Key}");
        Summary = $"Speed over the run: at most {Progress.RateText(Highest)}" + (bands.Count == 0 ? "." : "; stopped " + string.Join(", ", stops) + ".");
    }

    /// <summary>Through the middle of each step, from the begin of the first to the end of the last.</summary>
    private string Line(Step[] stretch)
    {
        var line = new StringBuilder();
        Add(stretch[0].Before.At, stretch[0].Rate);
        foreach (var step in stretch) Add(step.Before.At + ((step.After.At - step.Before.At) / 2), step.Rate);
        Add(stretch[^1].After.At, stretch[^1].Rate);
        return line.ToString();

        void Add(DateTime at, double rate) => line.Append(line.Length == 0 ? "" : "L").Append(Number(X(at))).Append(' ').Append(Number(Y(rate)));
    }

    private double X(DateTime at) => (at - _from) / _span * Width;

    private double Y(double rate) => Highest <= 0 ? Height : Height - (rate / Highest * (Height - 6));

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private sealed record Step(RunSample Before, RunSample After)
    {
        public double Rate => Math.Max(0, After.Ticks - Before.Ticks) / Math.Max(0.001, (After.At - Before.At).TotalSeconds);
    }
}
