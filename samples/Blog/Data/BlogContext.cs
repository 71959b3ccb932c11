using Microsoft.EntityFrameworkCore;

namespace Blog.Data;

public sealed class BlogContext(DbContextOptions<BlogContext> options) : DbContext(options)
{
    public DbSet<Post> Posts => Set<Post>();

    public DbSet<Author> Authors => Set<Author>();

    public DbSet<Comment> Comments => Set<Comment>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RaiseVersions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Post>().Property(post => post.Version).IsConcurrencyToken();
        modelBuilder.AddMaintenanceTasks();
    }

    private void RaiseVersions()
    {
        foreach (var post in ChangeTracker.Entries<Post>().Where(post => post.State == EntityState.Modified))
        {
            var version = post.Property(row => row.Version);
            version.CurrentValue = version.OriginalValue + 1;
        }
    }
}
