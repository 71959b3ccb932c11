using Microsoft.EntityFrameworkCore;

namespace Pages.Bench;

internal sealed class PagesContext(DbContextOptions<PagesContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddMaintenanceTasks();
}
