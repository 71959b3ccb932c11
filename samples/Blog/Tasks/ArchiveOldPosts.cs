using System.ComponentModel;
using Blog.Data;
using MaintenanceTasks;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tasks;

/// <summary>Batches: one UPDATE a thousand posts, nothing loaded.</summary>
[Description("Archives the posts created before a day.")]
public sealed class ArchiveOldPosts : BatchTask<BlogContext, Post>
{
    [Description("The first day that stays.")]
    public DateOnly Before { get; set; } = new(2020, 1, 1);

    public override IQueryable<Post> Collection(BlogContext db)
    {
        var before = Before.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return db.Posts.Where(post => !post.Archived && post.CreatedAt < before);
    }

    public override Task<int> ProcessAsync(Batch<Post> batch, CancellationToken cancellationToken) =>
        batch.Rows.ExecuteUpdateAsync(set => set.SetProperty(post => post.Archived, true), cancellationToken);
}
