using System.Diagnostics;
using Bench.Data;
using MaintenanceTasks;

namespace Bench.Tasks;

/// <summary>A millisecond of a core for each post.</summary>
public sealed class WorkHard : EntityTask<BenchContext, Post>
{
    public const int Posts = 4000;
    private static readonly TimeSpan Effort = TimeSpan.FromMilliseconds(1);

    public override IQueryable<Post> Collection(BenchContext db) => db.Posts.Where(post => post.Id <= Posts);

    public override void Process(Post post)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Effort) Thread.SpinWait(20);
        post.Revision++;
    }
}
