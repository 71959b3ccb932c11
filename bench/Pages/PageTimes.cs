using System.Globalization;

namespace Pages.Bench;

/// <summary>Server time of each page over 200 requests, one after the other, after 20 to warm up.</summary>
internal static class PageTimes
{
    public static async Task MeasureAsync(Site site, BenchDatabase database)
    {
        (string Name, string Path)[] pages =
        [
            ("overview", "/m"), ("overview, searched", "/m?q=task4&sort=name"), ("task", "/m/tasks/Task7"), ("task, older runs", "/m/tasks/Task7?history-before=50000"),
            ("run with 64 partitions and 300 samples", $"/m/runs/{database.RunningRun}"), ("run with 10,000 events", $"/m/runs/{database.LongRun}"), ("failed run", "/m/runs/955"),
        ];
        foreach (var (name, path) in pages)
        {
            var bytes = 0;
            for (var request = 0; request < 220; request++)
            {
                if (request == 20) site.TakeTimes();
                using var answer = await site.Client.GetAsync(new Uri(path, UriKind.Relative));
                bytes = (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
            }

            var times = site.TakeTimes().Order().ToArray();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: median {times[times.Length / 2]:0.0} ms, 99th {times[(int)(times.Length * .99)]:0.0} ms, worst {times[^1]:0.0} ms, {times.Length} requests, {bytes / 1024.0:0} KB"));
        }
    }
}
