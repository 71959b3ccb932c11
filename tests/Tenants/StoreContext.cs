using Microsoft.EntityFrameworkCore;

namespace Tenants;

/// <summary>Where the runs are.</summary>
public sealed class StoreContext(DbContextOptions<StoreContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddMaintenanceTasks();
}
