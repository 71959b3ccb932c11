using System.Diagnostics;
using MaintenanceTasks;

namespace Bench.Tasks;

/// <summary>A millisecond of a core for each element, without a context: at least once.</summary>
public sealed class WorkHardOnList : ListTask<int>
{
    public const int Elements = 4000;
    private static readonly TimeSpan Effort = TimeSpan.FromMilliseconds(1);

    public override IReadOnlyList<int> Collection() => [.. Enumerable.Range(0, Elements)];

    public override void Process(int item)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Effort) Thread.SpinWait(20);
    }
}
