using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Blog.Data;
using MaintenanceTasks;

namespace Blog.Tasks;

/// <summary>Slow items: nobody's write waits for them, because a page is processed before its transaction begins.</summary>
[Description("Takes its time for every post, and adds 1 to its revision.")]
public sealed class ReviewPosts : EntityTask<BlogContext, Post>
{
    [Description("Time for each post, in milliseconds.")]
    [Range(0, 3_600_000)]
    public int Milliseconds { get; set; } = 1000;

    public override IQueryable<Post> Collection(BlogContext db) => db.Posts;

    public override async Task ProcessAsync(Post post, CancellationToken cancellationToken)
    {
        await Task.Delay(Milliseconds, cancellationToken);
        post.Revision++;
    }
}
