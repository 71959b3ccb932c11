using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A context with one entity for each kind of key, beside the tables of maintenance tasks.</summary>
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Item>(item =>
        {
            item.Property(row => row.Version).IsConcurrencyToken();
            item.HasIndex(row => row.Code).IsUnique();
        });
        modelBuilder.Entity<ByLong>();
        modelBuilder.Entity<ByGuid>();
        modelBuilder.Entity<ByString>();
        modelBuilder.Entity<ByDate>();
        modelBuilder.Entity<ByEnum>().Property(row => row.Id).HasConversion<string>();
        modelBuilder.Entity<ByStruct>().Property(row => row.Id).HasConversion(id => id.Value, value => new OrderId(value));
        modelBuilder.Entity<ByTwo>().HasKey(row => new { row.Tenant, row.Id });
        modelBuilder.Entity<ByThree>().HasKey(row => new { row.Region, row.Tenant, row.Id });
        modelBuilder.Entity<ByDouble>();
        modelBuilder.Entity<Keyless>().HasNoKey();
        modelBuilder.Entity<Reading>().HasAlternateKey(row => row.Serial);
        modelBuilder.Entity<Customer>();
        modelBuilder.Entity<Order>();
        modelBuilder.Entity<OrderLine>();
        modelBuilder.AddMaintenanceTasks();
    }
}

public sealed class Item
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public string? Code { get; set; }
    public int Revision { get; set; }
    public int Version { get; set; }
}

public abstract class Keyed<TKey>
{
    public TKey Id { get; set; } = default!;
    public bool Seen { get; set; }
}

public sealed class ByLong : Keyed<long>;

public sealed class ByGuid : Keyed<Guid>;

public sealed class ByString : Keyed<string>;

public sealed class ByDate : Keyed<DateTime>;

public enum Colour
{
    Violet,
    Amber,
    Mint,
    Zinc,
    Coral,
}

public sealed class ByEnum : Keyed<Colour>;

public readonly record struct OrderId(long Value);

public sealed class ByStruct : Keyed<OrderId>;

public sealed class ByTwo : Keyed<int>
{
    public int Tenant { get; set; }
}

public sealed class ByThree : Keyed<Guid>
{
    public string Region { get; set; } = "";
    public int Tenant { get; set; }
}

public sealed class ByDouble : Keyed<double>;

public sealed class Keyless
{
    public int Number { get; set; }
}
