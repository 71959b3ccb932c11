using Microsoft.EntityFrameworkCore;

namespace Ledger;

public sealed class LedgerContext(DbContextOptions<LedgerContext> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();

    public DbSet<Entry> Entries => Set<Entry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddMaintenanceTasks();
}
