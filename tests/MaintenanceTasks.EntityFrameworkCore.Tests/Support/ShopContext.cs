using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A context with one entity for each kind of key, beside the tables of maintenance tasks.</summary>
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    private readonly HostileContext _hostile = options.FindExtension<HostileExtension>()?.Context ?? HostileContext.None;

    public DbSet<Item> Items => Set<Item>();

    /// <summary>Written to every item that is saved, when there is one.</summary>
    public string? Stamp { get; set; }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Saving();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Saving();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => _hostile.Conventions?.Invoke(configurationBuilder);

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
        modelBuilder.Entity<AuditEntry>();
        modelBuilder.AddMaintenanceTasks();
        _hostile.Model?.Invoke(modelBuilder);
    }

    private void Saving()
    {
        _hostile.Saving?.Invoke(this);
        if (Stamp is null) return;
        foreach (var entry in ChangeTracker.Entries<Item>().Where(entry => entry.State is EntityState.Added or EntityState.Modified)) entry.Entity.ChangedBy = Stamp;
    }
}

public class Item
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public string? Code { get; set; }
    public int Revision { get; set; }
    public int Version { get; set; }
    public string? ChangedBy { get; set; }
}

public abstract class Keyed<TKey>
{
    public TKey Id { get; set; } = default!;
    public bool Seen { get; set; }
}

public class ByLong : Keyed<long>;

public class ByGuid : Keyed<Guid>;

public class ByString : Keyed<string>;

public class ByDate : Keyed<DateTime>;

public enum Colour
{
    Violet,
    Amber,
    Mint,
    Zinc,
    Coral,
}

public class ByEnum : Keyed<Colour>;

public readonly record struct OrderId(long Value);

public class ByStruct : Keyed<OrderId>;

public class ByTwo : Keyed<int>
{
    public int Tenant { get; set; }
}

public class ByThree : Keyed<Guid>
{
    public string Region { get; set; } = "";
    public int Tenant { get; set; }
}

public class ByDouble : Keyed<double>;

public class Keyless
{
    public int Number { get; set; }
}
