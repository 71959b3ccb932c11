using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.Csv.Tests;

public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Item>();
        modelBuilder.Entity<UnicodeCharacter>();
        modelBuilder.AddMaintenanceTasks();
    }
}

public sealed class Item
{
    public int Id { get; set; }

    public int Code { get; set; }

    public string Title { get; set; } = "";
}

public sealed class ImportItems : CsvTask<ShopContext, PostRow>
{
    public int Above { get; set; }

    public override void Process(PostRow item)
    {
        if (item.Score < Above) throw new InvalidOperationException($"the score of {item.Id} is too low");
        Db.Items.Add(new Item { Code = item.Id, Title = item.Title });
    }
}

[ContinueOn(typeof(CsvFileException))]
public sealed class ImportGoodItems : CsvTask<ShopContext, PostRow>
{
    public override void Process(PostRow item) => Db.Items.Add(new Item { Code = item.Id, Title = item.Title });
}

public sealed class ImportItemBatches : CsvBatchTask<ShopContext, PostRow>
{
    protected override int BatchSize => 100;

    public override void Process(IReadOnlyList<PostRow> item) =>
        Db.Items.AddRange(item.Select(row => new Item { Code = row.Id, Title = row.Title }));
}
