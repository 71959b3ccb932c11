namespace Bench.Measuring;

/// <summary>What the pairs of a case say.</summary>
internal sealed record Ratio(IReadOnlyList<Sample> Samples)
{
    public double Median => MedianOf(Samples.Select(sample => sample.Ratio));

    public double Least => Samples.Min(sample => sample.Ratio);

    public double Most => Samples.Max(sample => sample.Ratio);

    public double EngineMicroseconds => MedianOf(Samples.Select(sample => sample.Engine));

    public double LoopMicroseconds => MedianOf(Samples.Select(sample => sample.Loop));

    public double EngineBytes => MedianOf(Samples.Select(sample => sample.EngineBytes));

    public double LoopBytes => MedianOf(Samples.Select(sample => sample.LoopBytes));

    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
