using Bench.Data;
using MaintenanceTasks;
using Microsoft.EntityFrameworkCore;

namespace Bench.Tasks;

public sealed class TouchBatches : BatchTask<BenchContext, Post>
{
    public override IQueryable<Post> Collection(BenchContext db) => db.Posts;

    public override Task<int> ProcessAsync(Batch<Post> batch, CancellationToken cancellationToken) =>
        batch.Rows.ExecuteUpdateAsync(set => set.SetProperty(post => post.Revision, post => post.Revision + 1), cancellationToken);
}
