using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A count of a task's own, none at all, and the one the engine makes are three different things.</summary>
public sealed class OwnCountTests
{
    [Theory, ClassData(typeof(Databases))]
    [Ancestor("C165")]
    public async Task Nothing_said_null_and_a_number_are_told_apart(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(40);
        await using var scope = engine.Services.CreateAsyncScope();

        Assert.Equal(ItemCount.Exactly(40), await CountAsync(new RaiseRevisions(new Ledger()), scope));
        Assert.Equal(ItemCount.Exactly(77), await CountAsync(new RaiseTheGood(), scope));
        Assert.Equal(ItemCount.Unknown, await CountAsync(new RaiseUncounted(), scope));
    }

    private static Task<ItemCount> CountAsync(MaintenanceTask task, AsyncServiceScope scope) => task.CountAsync(scope.ServiceProvider, CancellationToken.None);
}

public sealed class RaiseUncounted : EntityTask<ShopContext, Item>
{
    public override IQueryable<Item> Collection(ShopContext db) => db.Items;

    public override Task<long?> CountAsync(ShopContext db, CancellationToken cancellationToken) => Task.FromResult<long?>(null);

    public override void Process(Item item) => item.Revision++;
}
