using System.Diagnostics;
using System.Globalization;

namespace Pages.Bench;

/// <summary>What viewers of one run cost the database, and how long a stop takes while their streams are open.</summary>
internal static class Viewers
{
    public static async Task MeasureAsync(Site site, long run, int viewers, int seconds)
    {
        using var leaving = new CancellationTokenSource();
        var streams = new List<Task>();
        foreach (var count in new[] { 0, 1, viewers })
        {
            while (streams.Count < count) streams.Add(WatchAsync(site.Client, run, leaving.Token));
            await Task.Delay(TimeSpan.FromSeconds(3));
            var (before, took) = (site.Sql.Queries, Stopwatch.StartNew());
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{count} viewers: {(site.Sql.Queries - before) / took.Elapsed.TotalSeconds:0.0} queries a second over {took.Elapsed.TotalSeconds:0} s"));
        }

        var stop = Stopwatch.StartNew();
        await site.Application.StopAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stopped with {viewers} open streams in {stop.ElapsedMilliseconds} ms"));
        await leaving.CancelAsync();
        await Task.WhenAll(streams);
    }

    private static async Task WatchAsync(HttpClient client, long run, CancellationToken leaving)
    {
        try
        {
            await using var stream = await client.GetStreamAsync(new Uri($"/m/live/runs/{run}", UriKind.Relative), leaving);
            var buffer = new byte[64 * 1024];
            while (await stream.ReadAsync(buffer, leaving) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpRequestException)
        {
            // The site has stopped, which is the end of this measurement.
        }
    }
}
