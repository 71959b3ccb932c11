using Bench.Data;
using MaintenanceTasks;

namespace Bench.Tasks;

[SetBasedWrites]
public sealed class TouchPostsInSets : EntityTask<BenchContext, Post>
{
    public override IQueryable<Post> Collection(BenchContext db) => db.Posts;

    public override void Process(Post post) => post.Revision++;
}
