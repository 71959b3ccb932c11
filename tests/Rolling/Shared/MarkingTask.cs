using MaintenanceTasks;

namespace Rolling;

/// <summary>Leaves a mark for each of some numbers, one in the transaction of its position.</summary>
public abstract class MarkingTask : ListTask<RollingContext, int>
{
    private const int BeforeGate = 10;

    public int Items { get; set; } = 10;

    /// <summary>A file without which no more than the first ten items are done; null to wait for nothing.</summary>
    public string? Gate { get; set; }

    /// <summary>How long each item takes.</summary>
    public int Milliseconds { get; set; }

    // What is done before the gate is kept, whenever the process ends.
    protected override int? ItemsPerPage => 1;

    public override IReadOnlyList<int> Collection() => [.. Enumerable.Range(0, Items)];

    public override async Task ProcessAsync(int item, CancellationToken cancellationToken)
    {
        while (Gate is not null && item >= BeforeGate && !File.Exists(Gate)) await Task.Delay(20, cancellationToken);
        if (Milliseconds > 0) await Task.Delay(Milliseconds, cancellationToken);
        Db.Marks.Add(new Mark { RunId = Run.Id, Item = item, Build = typeof(MarkingTask).Assembly.GetName().Name! });
    }
}
