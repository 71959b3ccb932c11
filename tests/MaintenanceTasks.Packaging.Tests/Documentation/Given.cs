// What the snippets of the documentation take as given. A type that a snippet declares itself is left out here.
global using System.ComponentModel.DataAnnotations;
global using System.Linq.Expressions;
global using Hangfire;
global using Hangfire.PostgreSql;
global using MaintenanceTasks;
global using MaintenanceTasks.Testing;
global using Microsoft.EntityFrameworkCore;

public class Post
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public string? Slug { get; set; }

    public bool Archived { get; set; }

    public DateTime CreatedAt { get; set; }
}

public class Customer
{
    public int Id { get; set; }

    public string? CrmId { get; set; }

    public string BirthdayText { get; set; } = "";

    public DateOnly Birthday { get; set; }
}

public record PostRow(string Title, int Score);

public class Order
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public bool Closed { get; set; }
}

public class Replica
{
    public bool Lags { get; set; }
}

public class BlogContext(DbContextOptions<BlogContext> options) : DbContext(options)
{
    public DbSet<Post> Posts => Set<Post>();
}

public class AppContext(DbContextOptions<AppContext> options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Order> Orders => Set<Order>();
}

public class TenantDirectory
{
    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}

public class CurrentTenant
{
    public string? Name { get; set; }
}

public class ReportingContext(DbContextOptions<ReportingContext> options) : DbContext(options);

public static class Slug
{
    public static string From(string prefix, string title) => prefix + title;
}

public record CrmAnswer(string? Id, string Reason, bool Rejected, TimeSpan? RetryAfter);

public class CrmClient
{
    public Task<CrmAnswer> PushAsync(Customer customer, string key, CancellationToken cancellationToken) => throw new NotSupportedException();
}

public class BackfillPostSlugs : EntityTask<BlogContext, Post>
{
    public string Prefix { get; set; } = "";

    public override IQueryable<Post> Collection(BlogContext db) => db.Posts;

    public override void Process(Post post) => post.Slug = Prefix;
}
