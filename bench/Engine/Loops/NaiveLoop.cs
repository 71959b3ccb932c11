using System.Diagnostics;
using Bench.Data;
using Microsoft.EntityFrameworkCore;

namespace Bench.Loops;

/// <summary>What people do write when the script has to be there by noon.</summary>
internal sealed class NaiveLoop(BenchDatabase database)
{
    private const int PageSize = 1000;

    /// <summary>One save an item.</summary>
    public async Task<TimeSpan> SaveEachAsync(int posts)
    {
        var began = Stopwatch.GetTimestamp();
        await using var db = database.NewContext();
        for (var last = 0L; last < posts;)
        {
            var page = await db.Posts.Where(post => post.Id > last && post.Id <= posts).OrderBy(post => post.Id).Take(PageSize).ToListAsync();
            foreach (var post in page)
            {
                post.Revision++;
                await db.SaveChangesAsync();
                last = post.Id;
            }

            db.ChangeTracker.Clear();
        }

        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>Pages by number.</summary>
    public async Task<TimeSpan> OffsetAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await using var db = database.NewContext();
        for (var done = 0; ;)
        {
            var page = await db.Posts.OrderBy(post => post.Id).Skip(done).Take(PageSize).ToListAsync();
            done += page.Count;
            db.ChangeTracker.Clear();
            if (page.Count < PageSize) return Stopwatch.GetElapsedTime(began);
        }
    }

    /// <summary>The whole table at once.</summary>
    public async Task<TimeSpan> AllInMemoryAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await using var db = database.NewContext();
        await db.Posts.ToListAsync();
        return Stopwatch.GetElapsedTime(began);
    }
}
