using Microsoft.EntityFrameworkCore;

namespace Bench.Data;

public sealed class BenchContext(DbContextOptions<BenchContext> options) : DbContext(options)
{
    public DbSet<Post> Posts => Set<Post>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddMaintenanceTasks();
}
