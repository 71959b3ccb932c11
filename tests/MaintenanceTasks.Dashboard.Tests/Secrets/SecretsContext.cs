using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>A database with nothing but runs.</summary>
public sealed class SecretsContext(DbContextOptions<SecretsContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddMaintenanceTasks();
}
