using System.ComponentModel;
using Blog.Data;
using MaintenanceTasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Blog.Tasks;

/// <summary>No collection: called once.</summary>
[Description("Reads the newest posts into the cache of the front page.")]
public sealed class WarmCaches(BlogContext db, IMemoryCache cache) : OneOffTask
{
    internal const string NewestTitles = "newest titles";

    public override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        using var entry = cache.CreateEntry(NewestTitles);
        entry.Value = await ReadAsync(db, entry, cancellationToken);
    }

    internal static Task<List<string>> ReadAsync(BlogContext db, ICacheEntry entry, CancellationToken cancellationToken)
    {
        entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5);
        return db.Posts.OrderByDescending(post => post.Id).Select(post => post.Title).Take(10).ToListAsync(cancellationToken);
    }
}
