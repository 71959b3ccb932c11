using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

public sealed class RaiseRevisions(Ledger ledger) : EntityTask<ShopContext, Item>
{
    public string Prefix { get; set; } = "";

    public int FailAt { get; set; }

    public override IQueryable<Item> Collection(ShopContext db) => db.Items;

    public override async Task ProcessAsync(Item item, CancellationToken cancellationToken)
    {
        await ledger.Gate(item.Id);
        if (item.Id == FailAt) throw new InvalidOperationException($"item {item.Id} is broken");
        item.Name = Prefix + item.Name;
        item.Revision++;
        item.Version++;
        ledger.Add($"{item.Id}");
    }
}

public sealed class RaiseInBatches : BatchTask<ShopContext, Item>
{
    public override int BatchSize => 7;

    public override IQueryable<Item> Collection(ShopContext db) => db.Items.Where(item => item.Id % 2 == 0);

    public override Task<int> ProcessAsync(Batch<Item> batch, CancellationToken cancellationToken) =>
        batch.Rows.ExecuteUpdateAsync(set => set.SetProperty(item => item.Revision, item => item.Revision + 1), cancellationToken);
}
