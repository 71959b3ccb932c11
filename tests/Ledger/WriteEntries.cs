using MaintenanceTasks;

namespace Ledger;

/// <summary>Enters each item of a table, in the transaction of its position.</summary>
public sealed class WriteEntries : EntityTask<LedgerContext, Item>
{
    public int ItemMs { get; set; } = 1;

    public int Round { get; set; }

    public override IQueryable<Item> Collection(LedgerContext db) => db.Items;

    public override async Task ProcessAsync(Item item, CancellationToken cancellationToken)
    {
        if (ItemMs > 0) await Task.Delay(ItemMs, cancellationToken);
        Db.Entries.Add(new Entry { RunId = Run.Id, Item = item.Id, ProcessId = Environment.ProcessId });
    }
}
