using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Blog.Data;
using MaintenanceTasks;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tasks;

/// <summary>A source of your own, and an effect outside the database: after a crash some lines may appear twice, none is missing.</summary>
[Description("Appends the id of every post to a file, one a line.")]
public sealed class RebuildSearchIndex(BlogContext db, IHostEnvironment environment) : SourceTask<int, int>
{
    private const int PageSize = 1000;

    [Description("The file; a relative path starts at the content root.")]
    public string File { get; set; } = "search-index.txt";

    [Description("Pause after each post, in milliseconds.")]
    [Range(0, 3_600_000)]
    public int DelayMilliseconds { get; set; }

    public override async IAsyncEnumerable<(int Item, int After)> Collection(
        int after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // By pages: one open query over the whole table would keep SQLite from reusing its write-ahead log.
        while (true)
        {
            var ids = await db.Posts.Where(post => post.Id > after).OrderBy(post => post.Id).Select(post => post.Id)
                .Take(PageSize).ToListAsync(cancellationToken);
            if (ids.Count == 0) yield break;
            foreach (var id in ids) yield return (id, after = id);
        }
    }

    public override async Task<long?> CountAsync(CancellationToken cancellationToken) => await db.Posts.LongCountAsync(cancellationToken);

    public override async Task ProcessAsync(int item, CancellationToken cancellationToken)
    {
        SearchIndex.Append(Path.Combine(environment.ContentRootPath, File), item);
        if (DelayMilliseconds > 0) await Task.Delay(DelayMilliseconds, cancellationToken);
    }
}
