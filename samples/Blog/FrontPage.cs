using System.Data.Common;
using System.Net;
using Blog.Data;
using Blog.Tasks;
using Microsoft.Extensions.Caching.Memory;

namespace Blog;

/// <summary>The page at <c>/</c>: the newest posts, and the way to the dashboard.</summary>
internal static class FrontPage
{
    public static async Task<IResult> ShowAsync(BlogContext db, IMemoryCache cache, CancellationToken cancellationToken)
    {
        string posts;
        try
        {
            var titles = await cache.GetOrCreateAsync(WarmCaches.NewestTitles, entry => WarmCaches.ReadAsync(db, entry, cancellationToken));
            posts = $"<ul>{string.Concat(titles!.Select(title => $"<li>{WebUtility.HtmlEncode(title)}</li>"))}</ul>";
        }
        catch (DbException exception)
        {
            posts = $"<p>The posts cannot be read: {WebUtility.HtmlEncode(exception.Message)}</p>";
        }

        return Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Blog</title></head>
            <body>
            <h1>Blog</h1>
            <p><a href="maintenance-tasks">Maintenance tasks</a> (open to this machine only, because this is a sample)</p>
            <h2>Newest posts</h2>
            {posts}
            </body>
            </html>
            """,
            "text/html; charset=utf-8");
    }
}
