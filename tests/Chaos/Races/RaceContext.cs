using Microsoft.EntityFrameworkCore;

namespace Chaos.Races;

/// <summary>A database with nothing but the tables of maintenance tasks.</summary>
internal sealed class RaceContext(DbContextOptions<RaceContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddMaintenanceTasks();
}
