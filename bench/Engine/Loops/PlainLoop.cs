using System.Diagnostics;
using System.Globalization;
using Bench.Tasks;
using CsvHelper;

namespace Bench.Loops;

/// <summary>Loops without a database.</summary>
internal static class PlainLoop
{
    public static Task<TimeSpan> List()
    {
        var began = Stopwatch.GetTimestamp();
        foreach (var item in ReadList.Items) Nothing(item);
        return Task.FromResult(Stopwatch.GetElapsedTime(began));
    }

    public static async Task<TimeSpan> SourceAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await foreach (var (item, _) in new ReadSource().Collection(0, CancellationToken.None)) Nothing(item);
        return Stopwatch.GetElapsedTime(began);
    }

    public static Task<TimeSpan> Csv<TRow>(string path)
    {
        var began = Stopwatch.GetTimestamp();
        using var reader = new StreamReader(path);
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        foreach (var row in csv.GetRecords<TRow>()) Nothing(row);
        return Task.FromResult(Stopwatch.GetElapsedTime(began));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Nothing<T>(T item) => _ = item;
}
