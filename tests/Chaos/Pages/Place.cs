using System.Diagnostics;
using MaintenanceTasks;
using MaintenanceTasks.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chaos.Pages;

/// <summary>Somewhere in a table, read page by page as the engine does.</summary>
internal sealed class Place<T> : IDisposable
    where T : class
{
    private readonly PagesContext _db;
    private readonly KeyedQuery<T> _query;
    private readonly List<double> _milliseconds = [];

    public Place(PagesContext db, string name, string? cursor)
    {
        (_db, Name) = (db, name);
        _query = Query(db, cursor);
    }

    public string Name { get; }

    public double MedianMs => Median(_milliseconds);

    /// <summary>How many times as long a page takes as one of another place read in the same moment, the median.</summary>
    public double RatioTo(Place<T> other) => Median(_milliseconds.Zip(other._milliseconds, (mine, others) => mine / others));

    public static KeyedQuery<T> Query(PagesContext db, string? cursor = null, string? high = null) => new(
        db.Set<T>(), new WalkStart { Task = typeof(T).Name, Services = Nothing, Cursor = cursor, High = high }, tracked: true, sqlite: false);

    /// <summary>Reads the next page, and moves on.</summary>
    public async Task ReadAsync(int size, bool measured)
    {
        var reading = Stopwatch.StartNew();
        var page = await _query.ReadAsync(size, CancellationToken.None);
        if (measured) _milliseconds.Add(reading.Elapsed.TotalMilliseconds);
        if (page.Count != size) throw new InvalidOperationException($"The page at the {Name} has {page.Count} rows; the table is too small for so many pages.");
        _query.MoveTo(_query.KeyOf(page[^1], _db));
        _db.ChangeTracker.Clear();
    }

    public void Dispose() => _db.Dispose();

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static IServiceProvider Nothing { get; } = new ServiceCollection().BuildServiceProvider();
}
