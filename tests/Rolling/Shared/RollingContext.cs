using Microsoft.EntityFrameworkCore;

namespace Rolling;

public sealed class RollingContext(DbContextOptions<RollingContext> options) : DbContext(options)
{
    public DbSet<Mark> Marks => Set<Mark>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddMaintenanceTasks();
}
