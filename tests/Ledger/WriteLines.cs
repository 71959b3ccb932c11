using MaintenanceTasks;

namespace Ledger;

/// <summary>Writes each number of a list to a file of this process: an effect that no transaction takes back.</summary>
public sealed class WriteLines : ListTask<int>
{
    public int Items { get; set; } = 1000;

    public int ItemMs { get; set; } = 1;

    public int Round { get; set; }

    public override IReadOnlyList<int> Collection() => [.. Enumerable.Range(0, Items)];

    public override async Task ProcessAsync(int item, CancellationToken cancellationToken)
    {
        if (ItemMs > 0) await Task.Delay(ItemMs, cancellationToken);
        LineFile.Append(Run.Id, item);
    }
}
