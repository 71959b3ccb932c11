using System.Diagnostics;
using Bench.Data;

namespace Bench.Loops;

/// <summary>Leaves the only write lock of a database alone for as long as it was held, as the engine does; nothing where there are many.</summary>
internal sealed class WriterRest(BenchDatabase database)
{
    private long _released;
    private TimeSpan _held;

    public async Task AroundAsync(Func<Task> write)
    {
        if (database.HasOneWriter && _held - Stopwatch.GetElapsedTime(_released) is { Ticks: > 0 } left) await Task.Delay(left);
        var began = Stopwatch.GetTimestamp();
        await write();
        (_held, _released) = (Stopwatch.GetElapsedTime(began), Stopwatch.GetTimestamp());
    }
}
