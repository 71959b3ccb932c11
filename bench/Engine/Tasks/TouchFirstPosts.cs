using Bench.Data;
using MaintenanceTasks;

namespace Bench.Tasks;

/// <summary>Changes as many posts as it is asked to.</summary>
public sealed class TouchFirstPosts : EntityTask<BenchContext, Post>
{
    public int Posts { get; set; }

    public override IQueryable<Post> Collection(BenchContext db) => db.Posts.Where(post => post.Id <= Posts);

    public override void Process(Post post) => post.Revision++;
}
