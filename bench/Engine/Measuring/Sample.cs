namespace Bench.Measuring;

/// <summary>A pair of measurements: what an item took in microseconds, and the bytes it allocated.</summary>
internal sealed record Sample(double Engine, double Loop, double EngineBytes, double LoopBytes)
{
    public double Ratio => Engine / Loop;
}
