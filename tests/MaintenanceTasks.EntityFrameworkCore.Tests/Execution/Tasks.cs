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
    public override int? BatchSize => 7;

    public override IQueryable<Item> Collection(ShopContext db) => db.Items.Where(item => item.Id % 2 == 0);

    public override Task<int> ProcessAsync(Batch<Item> batch, CancellationToken cancellationToken) =>
        batch.Rows.ExecuteUpdateAsync(set => set.SetProperty(item => item.Revision, item => item.Revision + 1), cancellationToken);
}

/// <summary>Takes the code from the name, so that two items with one name collide when they are saved.</summary>
public sealed class CopyCodes : EntityTask<ShopContext, Item>
{
    public override IQueryable<Item> Collection(ShopContext db) => db.Items;

    public override void Process(Item item)
    {
        item.Code = item.Name;
        item.Revision++;
    }
}

public sealed class SavesByItself : EntityTask<ShopContext, Item>
{
    public override IQueryable<Item> Collection(ShopContext db) => db.Items;

    public override async Task ProcessAsync(Item item, CancellationToken cancellationToken)
    {
        item.Revision++;
        await Db.SaveChangesAsync(cancellationToken);
    }
}

public sealed class BeginsByItself : EntityTask<ShopContext, Item>
{
    public override IQueryable<Item> Collection(ShopContext db) => db.Items;

    public override async Task ProcessAsync(Item item, CancellationToken cancellationToken) =>
        await Db.Database.BeginTransactionAsync(cancellationToken);
}

[InTransaction]
public sealed class SavesInTheTransaction : EntityTask<ShopContext, Item>
{
    public int FailAt { get; set; }

    public override IQueryable<Item> Collection(ShopContext db) => db.Items;

    public override async Task ProcessAsync(Item item, CancellationToken cancellationToken)
    {
        item.Revision++;
        await Db.SaveChangesAsync(cancellationToken);
        await Db.Items.Where(row => row.Id == item.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, row => row.Name + "!"), cancellationToken);
        if (item.Id == FailAt) throw new InvalidOperationException("after its own SQL");
    }
}

[OutsideEffects]
public sealed class PushItems(Ledger ledger) : EntityTask<ShopContext, Item>
{
    public override IQueryable<Item> Collection(ShopContext db) => db.Items;

    public override async Task ProcessAsync(Item item, CancellationToken cancellationToken)
    {
        await ledger.Gate(item.Id);
        ledger.Add($"{item.Id} {Run.IdempotencyKey(item.Id)}");
        if (item.Id == 2) Run.Skip("the other side rejected it");
        item.Revision++;
    }
}

public sealed class ReadItems(ShopContext db, Ledger ledger) : EntityTask<Item>
{
    public override IQueryable<Item> Collection() => db.Items.Where(item => item.Id > 1);

    public override void Process(Item item) => ledger.Add($"{item.Id}");
}

public sealed class AddFromList : ListTask<ShopContext, string>
{
    public override IReadOnlyList<string> Collection() => ["a", "b", "c"];

    public override void Process(string item) => Db.Add(new Item { Name = item });
}

public sealed class AddFromSource : SourceTask<ShopContext, int, int>
{
    public override async IAsyncEnumerable<(int Item, int After)> Collection(
        int after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = after + 1; number <= 25; number++)
        {
            await Task.Yield();
            yield return (number, number);
        }
    }

    public override void Process(int item) => Db.Add(new Item { Name = $"number {item}" });
}

public sealed class AddOnce : OneOffTask<ShopContext>
{
    public override void Process() => Db.Add(new Item { Name = "once" });
}

public sealed class OrdersByName : EntityTask<ShopContext, Item>
{
    public override IQueryable<Item> Collection(ShopContext db) => db.Items.OrderBy(item => item.Name);

    public override void Process(Item item) => item.Revision++;
}

[ContinueOn(typeof(FormatException))]
public sealed class RaiseTheGood : EntityTask<ShopContext, Item>
{
    public override IQueryable<Item> Collection(ShopContext db) => db.Items;

    public override Task<long?> CountAsync(ShopContext db, CancellationToken cancellationToken) => Task.FromResult<long?>(77);

    public override void Process(Item item)
    {
        item.Revision++;
        if (item.Id % 10 == 3) throw new FormatException($"item {item.Id} has no date");
    }
}

[InTransaction, ContinueOn(typeof(FormatException))]
public sealed class RaiseTheGoodInside : EntityTask<ShopContext, Item>
{
    public override IQueryable<Item> Collection(ShopContext db) => db.Items;

    public override async Task ProcessAsync(Item item, CancellationToken cancellationToken)
    {
        await Db.Items.Where(row => row.Id == item.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision + 1), cancellationToken);
        if (item.Id % 10 == 3) throw new FormatException($"item {item.Id} has no date");
    }
}
