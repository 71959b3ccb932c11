using System.Diagnostics;
using Bench.Data;
using Microsoft.EntityFrameworkCore;

namespace Bench.Loops;

/// <summary>What a good engineer writes by hand: pages by key, one save and one transaction a page, a tracker that forgets, short locks on SQLite.</summary>
internal sealed class GoodLoop(BenchDatabase database)
{
    private const int PageSize = 1000;

    public async Task<TimeSpan> ReadAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await using var db = database.NewContext();
        for (var last = 0L; ;)
        {
            var page = await PageAsync(db, last);
            foreach (var post in page) last = post.Id;
            db.ChangeTracker.Clear();
            if (page.Count < PageSize) return Stopwatch.GetElapsedTime(began);
        }
    }

    public async Task<TimeSpan> TouchAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await using var db = database.NewContext();
        var rest = new WriterRest(database);
        for (var last = 0L; ;)
        {
            var page = await PageAsync(db, last);
            foreach (var post in page)
            {
                post.Revision++;
                last = post.Id;
            }

            await rest.AroundAsync(() => db.SaveChangesAsync());
            db.ChangeTracker.Clear();
            if (page.Count < PageSize) return Stopwatch.GetElapsedTime(began);
        }
    }

    public async Task<TimeSpan> TouchBatchesAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await using var db = database.NewContext();
        var rest = new WriterRest(database);
        for (var last = 0L; ;)
        {
            var after = last;
            var ids = await db.Posts.Where(post => post.Id > after).OrderBy(post => post.Id).Take(PageSize).Select(post => post.Id).ToListAsync();
            if (ids.Count > 0)
            {
                last = ids[^1];
                await rest.AroundAsync(() => db.Posts.Where(post => post.Id > after && post.Id <= last)
                    .ExecuteUpdateAsync(set => set.SetProperty(post => post.Revision, post => post.Revision + 1)));
            }

            if (ids.Count < PageSize) return Stopwatch.GetElapsedTime(began);
        }
    }

    private static Task<List<Post>> PageAsync(BenchContext db, long last) =>
        db.Posts.Where(post => post.Id > last).OrderBy(post => post.Id).Take(PageSize).ToListAsync();
}
