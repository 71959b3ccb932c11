using System.Diagnostics;
using Bench.Data;
using MaintenanceTasks;

namespace Bench.Tasks;

/// <summary>Tells when its first post is processed, and goes on slowly.</summary>
public sealed class FirstItem : EntityTask<BenchContext, Post>
{
    /// <summary>Ends with the time stamp of the first item of the next run.</summary>
    public static TaskCompletionSource<long> Reached { get; set; } = new();

    public override IQueryable<Post> Collection(BenchContext db) => db.Posts;

    public override async Task ProcessAsync(Post post, CancellationToken cancellationToken)
    {
        Reached.TrySetResult(Stopwatch.GetTimestamp());
        await Task.Delay(1, cancellationToken);
    }
}
