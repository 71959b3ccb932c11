using Bench.Data;
using MaintenanceTasks;

namespace Bench.Tasks;

public sealed class TouchPosts : EntityTask<BenchContext, Post>
{
    public override IQueryable<Post> Collection(BenchContext db) => db.Posts;

    public override void Process(Post post) => post.Revision++;
}
