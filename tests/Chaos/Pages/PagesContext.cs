using Microsoft.EntityFrameworkCore;

namespace Chaos.Pages;

/// <summary>Large tables, one for each kind of key.</summary>
internal sealed class PagesContext(DbContextOptions<PagesContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Numbered>().ToTable("numbered");
        modelBuilder.Entity<Tagged>().ToTable("tagged");
        modelBuilder.Entity<Paired>().ToTable("paired").HasKey(row => new { row.Tenant, row.Id });
    }
}

internal sealed class Numbered
{
    public long Id { get; set; }
    public string Name { get; set; } = "";
    public int Revision { get; set; }
}

internal sealed class Tagged
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public int Revision { get; set; }
}

internal sealed class Paired
{
    public int Tenant { get; set; }
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public int Revision { get; set; }
}
