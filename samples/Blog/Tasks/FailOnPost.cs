using System.ComponentModel;
using Blog.Data;
using MaintenanceTasks;

namespace Blog.Tasks;

/// <summary>An item that cannot be processed: the run ends before it, and goes on at it once it is mended.</summary>
[Description("Adds 1 to the revision of every post, and fails at one of them until its body is 'mended'.")]
public sealed class FailOnPost : EntityTask<BlogContext, Post>
{
    [Description("The id of the post to fail at.")]
    public required int PostId { get; set; }

    public override IQueryable<Post> Collection(BlogContext db) => db.Posts;

    public override void Process(Post post)
    {
        if (post.Id == PostId && post.Body != "mended")
        {
            throw new InvalidOperationException($"Post {post.Id} is broken: expected the body 'mended', found '{post.Body}'.");
        }

        post.Revision++;
    }
}
