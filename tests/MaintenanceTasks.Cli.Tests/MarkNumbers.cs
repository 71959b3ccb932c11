using System.ComponentModel;

namespace MaintenanceTasks.Cli.Tests;

[Description("Marks the numbers from 1 on.")]
internal sealed class MarkNumbers(Workbench bench) : ListTask<int>
{
    [Description("The last number.")]
    public int Last { get; set; } = 5;

    public DayOfWeek? Day { get; set; }

    public override IReadOnlyList<int> Collection() => [.. Enumerable.Range(1, Last)];

    public override Task ProcessAsync(int item, CancellationToken cancellationToken) => bench.MarkAsync(item, cancellationToken);
}
