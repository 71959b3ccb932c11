using System.Diagnostics;
using System.Globalization;
using System.Net.ServerSentEvents;
using MaintenanceTasks;

namespace Pages.Bench;

/// <summary>How long a change takes to the viewer when an nginx with its default buffers stands between, over 20 changes.</summary>
internal static class ProxyDelay
{
    public static async Task MeasureAsync(Site site)
    {
        if (Nginx.Program is null)
        {
            Console.WriteLine("behind nginx: not measured, there is none");
            return;
        }

        var runner = site.Application.Services.GetRequiredService<TaskRunner>();
        var run = await runner.StartAsync("Task1");
        await using var nginx = await Nginx.StartAsync(site.Client.BaseAddress!);
        using var browser = new HttpClient { BaseAddress = nginx.Address };
        await using var body = await browser.GetStreamAsync(new Uri($"{Nginx.Prefix}/m/live/runs/{run.Id}", UriKind.Relative));
        await using var items = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();
        await UntilAsync(items, "enqueued");
        var delays = new List<double>();
        for (var change = 0; change < 20; change++)
        {
            var paused = change % 2 == 0;
            if (paused) await runner.PauseAsync(run.Id);
            else await runner.ResumeAsync(run.Id);
            var changed = Stopwatch.GetTimestamp();
            await UntilAsync(items, paused ? "paused" : "enqueued");
            delays.Add(Stopwatch.GetElapsedTime(changed).TotalMilliseconds);
        }

        await runner.CancelAsync(run.Id);
        delays.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"behind nginx: an update arrives after {delays[delays.Count / 2]:0} ms (median), {delays[^1]:0} ms (worst), {delays.Count} changes"));
    }

    private static async Task UntilAsync(IAsyncEnumerator<SseItem<string>> items, string status)
    {
        while (await items.MoveNextAsync())
        {
            if (items.Current.Data.Contains($"data-status=\"{status}\"", StringComparison.Ordinal)) return;
        }

        throw new InvalidOperationException($"The stream ended before the run was {status}.");
    }
}
