namespace Bench.Measuring;

/// <summary>A pair of measurements: what an item took, and what it allocated.</summary>
internal sealed record Sample(TimeSpan Engine, TimeSpan Loop, double EngineBytes, double LoopBytes)
{
    public double Ratio => Engine / Loop;
}
