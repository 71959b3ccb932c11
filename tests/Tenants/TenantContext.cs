using Microsoft.EntityFrameworkCore;

namespace Tenants;

/// <summary>What one tenant has: a SQLite file, or a schema of the PostgreSQL database where the runs are too.</summary>
public sealed class TenantContext(DbContextOptions<TenantContext> options) : DbContext(options)
{
    public DbSet<Row> Rows => Set<Row>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Row>().Property(row => row.Id).ValueGeneratedNever();
        if (Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal)) modelBuilder.AddMaintenanceTaskProgress();
    }
}
