using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Every kind of key is cut into parts of the same size, which together are the whole.</summary>
public sealed class KeySplitTests
{
    [Theory, ClassData(typeof(Databases))]
    [Ancestor("C346")]
    [Ancestor("C373", Better = "the engine finds the ranges; a task writes no partition function")]
    public Task Whole_numbers_with_gaps(string kind) =>
        CutsAsync(kind, Enumerable.Range(1, 103).Select(id => new Item { Id = id * id }), row => row.Id);

    [Theory, ClassData(typeof(Databases))]
    [Ancestor("C347", Better = "any key that can be walked can be split")]
    public Task Guids(string kind) => CutsAsync(kind, Enumerable.Range(0, 103).Select(_ => new ByGuid { Id = Guid.NewGuid() }), row => row.Id);

    [Theory, ClassData(typeof(Databases))]
    public Task Texts(string kind) => CutsAsync(kind, Enumerable.Range(0, 103).Select(id => new ByString { Id = $"{id % 7} ä {id}" }), row => row.Id);

    [Theory, ClassData(typeof(Databases))]
    [Ancestor("C347", Better = "any key that can be walked can be split")]
    public Task Keys_of_two_columns(string kind) =>
        CutsAsync(kind, Enumerable.Range(0, 103).Select(id => new ByTwo { Tenant = id % 3, Id = id + 1 }), row => (row.Tenant, row.Id));

    [Theory, ClassData(typeof(Databases))]
    public async Task A_range_is_not_cut_into_parts_smaller_than_asked(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await FillAsync(database, Enumerable.Range(1, 10).Select(id => new Item { Id = id }));
        Assert.Equal(["{\"Id\":5}"], await KeySplit.CutsAsync(Query<Item>(db, kind), 4, least: 5, CancellationToken.None));
        Assert.Empty(await KeySplit.CutsAsync(Query<Item>(db, kind), 4, least: 6, CancellationToken.None));
        Assert.Equal(9, (await KeySplit.CutsAsync(Query<Item>(db, kind), 64, least: 1, CancellationToken.None)).Count);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_is_done_and_what_belongs_to_others_is_left_out(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await FillAsync(database, Enumerable.Range(1, 100).Select(id => new Item { Id = id }));
        Assert.Equal(["{\"Id\":30}"], await KeySplit.CutsAsync(Query<Item>(db, kind, "{\"Id\":20}", "{\"Id\":40}"), 2, least: 1, CancellationToken.None));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_large_table_is_cut_in_the_middle_and_what_is_left_of_it_after_a_hundred_thousand_rows(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await database.NewContextAsync();
        await db.Database.ExecuteSqlRawAsync(
            """
            WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 300000)
            INSERT INTO "Items" ("Id", "Name", "Revision", "Version") SELECT number, 'item', 0, 0 FROM numbers
            """);

        Assert.Equal(["{\"Id\":150000}"], await KeySplit.CutsAsync(Query<Item>(db, kind), 2, least: 1, CancellationToken.None));
        Assert.Equal(["{\"Id\":100010}"], await KeySplit.CutsAsync(Query<Item>(db, kind, "{\"Id\":10}"), 2, least: 1, CancellationToken.None));
    }

    [Fact]
    public Task A_very_large_table_of_random_keys_is_cut_by_a_sample_of_it() =>
        SampledAsync<ByGuid>("""INSERT INTO "ByGuid" ("Id", "Seen") SELECT gen_random_uuid(), false FROM generate_series(1, 200000)""");

    [Fact]
    public Task A_very_large_table_in_the_order_of_its_keys_is_cut_by_a_sample_of_it() => SampledAsync<Item>(
        """INSERT INTO "Items" ("Id", "Name", "Revision", "Version") SELECT number, 'item', 0, 0 FROM generate_series(1, 200000) AS number""");

    [Fact]
    public Task A_very_large_table_of_keys_of_two_columns_is_cut_by_a_sample_of_it() =>
        SampledAsync<ByTwo>("""INSERT INTO "ByTwo" ("Tenant", "Id", "Seen") SELECT number / 60000, number, false FROM generate_series(1, 200000) AS number""");

    private static async Task SampledAsync<T>(string fill)
        where T : class
    {
        await using var database = await TestDatabase.CreateAsync("PostgreSQL");
        await using (var empty = await database.NewContextAsync())
        {
            await empty.Database.ExecuteSqlRawAsync(fill);
            await database.AnalyzeAsync(empty);

            // As if there were five times as many.
            await empty.Database.ExecuteSqlRawAsync("UPDATE pg_class SET reltuples = 5 * reltuples WHERE reltuples = 200000 AND relkind = 'r'");
        }

        var log = new SqlLog();
        await using var db = database.NewContext(log);
        string?[] bounds = [null, .. await KeySplit.CutsAsync(Query<T>(db, "PostgreSQL"), 4, least: 1, CancellationToken.None), null];

        Assert.Contains("TABLESAMPLE", Assert.Single(log.Commands), StringComparison.Ordinal);
        Assert.Equal(5, bounds.Length);
        for (var part = 0; part < 4; part++)
        {
            var rows = await Query<T>(db, "PostgreSQL", bounds[part], bounds[part + 1]).CountLeftAsync(null, CancellationToken.None);
            Assert.InRange(rows, 45_000, 55_000);
        }
    }

    private static async Task CutsAsync<T, TKey>(string kind, IEnumerable<T> rows, Func<T, TKey> key)
        where T : class
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await FillAsync(database, rows);
        string?[] bounds = [null, .. await KeySplit.CutsAsync(Query<T>(db, kind), 4, least: 1, CancellationToken.None), null];
        Assert.Equal(5, bounds.Length);

        List<TKey> walked = [];
        List<int> sizes = [];
        for (var part = 0; part < 4; part++)
        {
            var read = await Query<T>(db, kind, bounds[part], bounds[part + 1]).ReadAsync(1000, CancellationToken.None);
            walked.AddRange(read.Select(key));
            sizes.Add(read.Count);
        }

        Assert.Equal([25, 26, 26, 26], sizes);
        Assert.Equal((await db.Set<T>().ToListAsync()).Select(key).ToHashSet().Count, walked.Distinct().Count());
    }

    private static KeyedQuery<T> Query<T>(ShopContext db, string kind, string? low = null, string? high = null)
        where T : class => new(db.Set<T>(), KeyWalk.Start(low, high), tracked: true, kind == "SQLite");

    private static async Task<ShopContext> FillAsync<T>(TestDatabase database, IEnumerable<T> rows)
        where T : class
    {
        var db = await database.NewContextAsync();
        db.AddRange(rows);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        return db;
    }
}
