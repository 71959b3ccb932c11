namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Makes each row a good deal longer.</summary>
public sealed class GrowNames : EntityTask<ShopContext, Item>
{
    public override IQueryable<Item> Collection(ShopContext db) => db.Items;

    public override void Process(Item item)
    {
        item.Name = new string('x', 4000);
        item.Revision++;
    }
}
