using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A query walked by its primary key, or by the columns its task chose: built once, executed page after page with other values.</summary>
internal sealed class KeyedQuery<T>
    where T : class
{
    // Of sixteen parts hardly one is then a twentieth too large or too small. As many as PostgreSQL itself reads to make its statistics.
    private const int SampledPages = 30_000;
    private readonly IQueryable<T> _query;
    private readonly DbSet<T>? _set;
    private readonly KeyColumn[] _columns;
    private readonly KeyRange<T> _range;
    private readonly KeyBound _after;
    private readonly PageLimit _limit = new();
    private readonly IQueryable<T>[] _scans;
    private IQueryable<object[]>? _hop;
    private IQueryable<object[]>? _firstHop;

    public KeyedQuery(IQueryable<T> query, WalkStart start, bool tracked, bool sqlite, LambdaExpression? walkBy = null)
    {
        _columns = Columns(query, start.Task, tracked, sqlite, walkBy);
        _set = query as DbSet<T>;

        // Under a no-tracking default SaveChanges would write nothing, without a word.
        query = tracked ? query.AsTracking() : query.AsNoTracking();
        _range = new KeyRange<T>(_columns);
        _after = new KeyBound(_columns);
        Cursor = new KeyCursor(_columns, start.Task);
        if (start.After is { } after)
        {
            Position = Cursor.Read(after);
            _after.Set(Position);
        }

        _query = start.High is { } high ? query.WhereFirst(_range.UpTo(BoundAt(Cursor.Read(high)))) : query;
        _scans = [.. Enumerable.Range(0, _columns.Length).Select(level => Limited(_range.Order(_query.WhereFirst(_range.After(_after, level)), level)))];
        FirstScan = Limited(_range.Order(_query, 0));
    }

    public KeyCursor Cursor { get; }

    /// <summary>The context whose pages are read without awaiting each row, or null; see <see cref="ReadsAtOnce"/>.</summary>
    public DbContext? AtOnce { get; init; }

    /// <summary>The key after which the next page begins; null at the very beginning.</summary>
    public object[]? Position { get; private set; }

    private IQueryable<T> FirstScan { get; }

    /// <summary>Refuses a query that cannot be walked, without touching the database.</summary>
    public static KeyColumn[] Columns(IQueryable<T> query, string task, bool tracked, bool sqlite, LambdaExpression? walkBy = null)
    {
        KeyColumn[] columns = [.. WalkOrder.Of(QueryRules.EntityOf(query, task), walkBy, task).Select(property => new KeyColumn(property))];
        foreach (var column in columns) column.Check(task, sqlite, tracked);
        return columns;
    }

    /// <summary>Room for the keys of a page.</summary>
    public KeyValues<T>[] NewKeys() => [.. _columns.Select(KeyValues<T>.Of)];

    public object[] KeyOf(T entity, DbContext? db) => [.. _columns.Select(column => column.Read(entity, db))];

    public void MoveTo(object[] position)
    {
        Position = position;
        _after.Set(position);
    }

    /// <summary>Reads the row at the position itself, if it still is in the collection.</summary>
    public async Task<List<T>> ReadAtPositionAsync(CancellationToken cancellationToken) =>
        await _query.WhereFirst(_range.At(_after)).ToListAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Reads up to so many rows after the position, by at most one index range scan a key column.</summary>
    public async Task<List<T>> ReadAsync(int size, CancellationToken cancellationToken)
    {
        _limit.Value = size;
        if (Position is null) return await ListAsync(FirstScan).ConfigureAwait(false);
        var rows = await ListAsync(_scans[^1]).ConfigureAwait(false);
        for (var level = _columns.Length - 2; level >= 0 && rows.Count < size; level--)
        {
            _limit.Value = size - rows.Count;
            rows.AddRange(await ListAsync(_scans[level]).ConfigureAwait(false));
        }

        return rows;

        Task<List<T>> ListAsync(IQueryable<T> scan) => AtOnce is { } db ? ReadsAtOnce.ListAsync(db, scan, cancellationToken) : scan.ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Reads the key of the row that comes so many rows after the position, without those between, where the key is one column. Null when there
    /// are fewer rows, and for keys of several columns.
    /// </summary>
    public async Task<object[]?> ReadKeyAheadAsync(int rows, CancellationToken cancellationToken)
    {
        if (_columns.Length > 1) return null;
        _limit.Value = rows - 1;
        var hop = Position is null ? _firstHop ??= Hop(_query) : _hop ??= Hop(_query.WhereFirst(_range.After(_after, 0)));
        return await hop.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    private IQueryable<object[]> Hop(IQueryable<T> rows) => Limited(_range.Order(rows, 0), nameof(Queryable.Skip)).Select(_range.Keys());

    /// <summary>Reads the keys of up to so many rows after the position.</summary>
    public async Task<List<object[]>> ReadKeysAsync(int size, CancellationToken cancellationToken)
    {
        _limit.Value = size;
        if (Position is null) return await FirstScan.Select(_range.Keys()).ToListAsync(cancellationToken).ConfigureAwait(false);
        List<object[]> keys = [];
        for (var level = _columns.Length - 1; level >= 0 && keys.Count < size; level--)
        {
            _limit.Value = size - keys.Count;
            keys.AddRange(await _scans[level].Select(_range.Keys()).ToListAsync(cancellationToken).ConfigureAwait(false));
        }

        return keys;
    }

    /// <summary>About how many rows there are in all, where the database knows without counting them; null where it does not.</summary>
    public Task<long?> EstimateAsync() => TableStatistics.RowsAsync(_query, current: true);

    /// <summary>The keys of about so many rows of a large table, in order, without reading the table whole. Null where that is not possible.</summary>
    public async Task<List<object[]>?> SampleAsync(int rows, long about, CancellationToken cancellationToken)
    {
        if (_set is null || await TableStatistics.PagesAsync(_query).ConfigureAwait(false) is not { } pages) return null;

        // Of rows in no order a few pages say as much as many; where those that lie together have keys that lie together, a page counts as one.
        var percent = await TableStatistics.IsScatteredAsync(_query, _columns[0].Column).ConfigureAwait(false)
            ? 100d * rows / about
            : Math.Min(100, 100d * SampledPages / Math.Max(1, pages));
        var sample = _set.Sample(percent, 100d * rows / about / percent);
        return await _range.Order(sample, 0).Select(_range.Keys()).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts the rows after the position; at most so many, when that is enough to know.</summary>
    public async Task<long> CountLeftAsync(int? atMost, CancellationToken cancellationToken)
    {
        long count = 0;
        foreach (var (rows, _) in Ranges())
        {
            var counted = atMost is { } limit ? rows.Take(limit - (int)count) : rows;
            count += await counted.LongCountAsync(cancellationToken).ConfigureAwait(false);
            if (count >= atMost) break;
        }

        return count;
    }

    /// <summary>The key of the row that comes so many rows after the position, 1 for the next one; null when there are fewer.</summary>
    public async Task<object[]?> HopAsync(int rows, CancellationToken cancellationToken)
    {
        foreach (var (range, level) in Ranges())
        {
            var key = await _range.Order(range, level).Skip(rows - 1).Select(_range.Keys()).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            if (key is not null || level == 0) return key;
            rows -= await range.CountAsync(cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>The rows after the position, up to and including a key, with the collection's own filter.</summary>
    public IQueryable<T> RowsUpTo(object[] key) => After(_query.WhereFirst(_range.UpTo(BoundAt(key))));

    /// <summary>What follows the position, an index range for each column of the key: in one filter, the rows of its first column would be read again each time.</summary>
    private IEnumerable<(IQueryable<T> Rows, int Level)> Ranges() => Position is null
        ? [(_query, 0)]
        : Enumerable.Range(0, _columns.Length).Reverse().Select(level => (_query.WhereFirst(_range.After(_after, level)), level));

    private IQueryable<T> After(IQueryable<T> rows) => Position is null ? rows : rows.WhereFirst(_range.AllAfter(BoundAt(Position)));

    private KeyBound BoundAt(object[] key)
    {
        var bound = new KeyBound(_columns);
        bound.Set(key);
        return bound;
    }

    // The number is a captured field like the keys: as a constant it would have each page size compiled anew.
    private IQueryable<T> Limited(IQueryable<T> query, string by = nameof(Queryable.Take)) => query.Provider.CreateQuery<T>(Expression.Call(
        typeof(Queryable), by, [typeof(T)], query.Expression, Expression.Field(Expression.Constant(_limit), nameof(PageLimit.Value))));

    private sealed class PageLimit
    {
        public int Value;
    }
}
