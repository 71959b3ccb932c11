using System.Globalization;
using System.IO.Compression;

namespace Pages.Bench;

/// <summary>What a browser that has nothing yet has to load: the assets as they are sent, and the page as gzip would make it.</summary>
internal static class FirstVisit
{
    public static async Task MeasureAsync(Site site)
    {
        var page = await site.Client.GetByteArrayAsync(new Uri("/m", UriKind.Relative));
        using var small = new MemoryStream();
        await using (var gzip = new GZipStream(small, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(page);
        var total = small.Length;
        Console.WriteLine($"first visit: page {page.Length} bytes, {small.Length} by gzip");
        foreach (var name in new[] { "dashboard.css", "dashboard.js", "icon.svg" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/m/assets/" + name);
            request.Headers.AcceptEncoding.ParseAdd("gzip, deflate, br");
            using var answer = await site.Client.SendAsync(request);
            var bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
            total += bytes;
            Console.WriteLine($"  {name}: {bytes} bytes, {string.Join(",", answer.Content.Headers.ContentEncoding)}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  in all {total / 1024.0:0.0} KB"));
    }
}
