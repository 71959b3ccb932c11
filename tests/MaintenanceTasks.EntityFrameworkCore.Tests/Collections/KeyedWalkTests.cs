using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Every kind of key, walked three rows at a time, in the database's own order, with the SQL that does it.</summary>
public sealed class KeyedWalkTests
{
    private static readonly DateTime Day = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory, ClassData(typeof(Databases)), Ancestor("C335", "C341")]
    public Task Whole_numbers(string kind) => WalksAsync(
        kind, Enumerable.Range(1, 10).Select(id => new Item { Id = id * 3 }), row => row.Id,
        """
        FROM "Items" AS "i"
        WHERE "i"."Id" > @Value
        ORDER BY "i"."Id"
        LIMIT @Value0
        """);

    [Theory, ClassData(typeof(Databases))]
    public Task Long_numbers(string kind) => WalksAsync(
        kind, Enumerable.Range(-5, 11).Select(id => new ByLong { Id = id * 4_000_000_000L }), row => row.Id, "\"Id\" > @Value");

    [Theory, ClassData(typeof(Databases))]
    public Task Guids(string kind) => WalksAsync(
        kind, Enumerable.Range(0, 20).Select(_ => new ByGuid { Id = Guid.NewGuid() }), row => row.Id, "\"Id\" > @Value");

    [Theory, ClassData(typeof(Databases))]
    [Survives("S8")]
    public Task Texts_in_the_databases_own_order(string kind) => WalksAsync(
        kind, new[] { "a", "B", "ä", "z", "Z", "'; --", "", "日本", "a b", "A" }.Select(id => new ByString { Id = id }), row => row.Id, "\"Id\" > @Value");

    [Theory, ClassData(typeof(Databases))]
    public Task Dates_with_and_without_fractions(string kind) => WalksAsync(
        kind, Enumerable.Range(0, 10).Select(step => new ByDate { Id = Day.AddMilliseconds(step * 250) }), row => row.Id, "\"Id\" > @Value");

    [Theory, ClassData(typeof(Databases))]
    public Task Enums_stored_as_text(string kind) => WalksAsync(
        kind, Enum.GetValues<Colour>().Select(id => new ByEnum { Id = id }), row => row.Id, "\"Id\" > @Value");

    [Theory, ClassData(typeof(Databases))]
    public Task Ids_of_a_type_of_their_own(string kind) => WalksAsync(
        kind, Enumerable.Range(1, 10).Select(id => new ByStruct { Id = new OrderId(id) }), row => row.Id, "\"Id\" > @Value");

    [Theory, ClassData(typeof(Databases)), Ancestor("C120", "C121", "C345")]
    public Task Keys_of_two_columns_by_at_most_two_range_scans(string kind) => WalksAsync(
        kind, Pairs().Select(pair => new ByTwo { Tenant = pair.Tenant, Id = pair.Id }), row => (row.Tenant, row.Id),
        """
        WHERE "b"."Tenant" = @Value AND "b"."Id" > @Value0
        ORDER BY "b"."Id"
        """,
        """
        WHERE "b"."Tenant" > @Value
        ORDER BY "b"."Tenant", "b"."Id"
        """);

    [Theory, ClassData(typeof(Databases))]
    public Task Keys_of_three_columns_by_at_most_three_range_scans(string kind) => WalksAsync(
        kind, Pairs().Select(pair => new ByThree { Region = "r" + pair.Id % 2, Tenant = pair.Tenant, Id = Guid.NewGuid() }),
        row => (row.Region, row.Tenant, row.Id),
        """
        WHERE "b"."Region" = @Value AND "b"."Tenant" = @Value0 AND "b"."Id" > @Value1
        ORDER BY "b"."Id"
        """,
        """
        WHERE "b"."Region" = @Value AND "b"."Tenant" > @Value0
        ORDER BY "b"."Tenant", "b"."Id"
        """,
        """
        WHERE "b"."Region" > @Value
        ORDER BY "b"."Region", "b"."Tenant", "b"."Id"
        """);

    [Theory, ClassData(typeof(Databases))]
    public async Task A_walk_ends_at_its_upper_bound(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await database.NewContextAsync();
        db.AddRange(Pairs().Select(pair => new ByTwo { Tenant = pair.Tenant, Id = pair.Id }));
        await db.SaveChangesAsync();
        var start = KeyWalk.Start("""{"Tenant":1,"Id":2}""", """{"Tenant":3,"Id":2}""");

        var rows = await new KeyedQuery<ByTwo>(db.Set<ByTwo>(), start, tracked: true, sqlite: true).ReadAsync(100, CancellationToken.None);

        Assert.Equal(Pairs().Where(pair => pair.CompareTo((1, 2)) > 0 && pair.CompareTo((3, 2)) <= 0).Order(), rows.Select(row => (row.Tenant, row.Id)));
    }

    [Theory, ClassData(typeof(Databases)), Ancestor("C348", "C355")]
    public async Task A_batch_is_the_collection_within_its_range(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await database.NewContextAsync();
        db.AddRange(Pairs().Select(pair => new ByTwo { Tenant = pair.Tenant, Id = pair.Id, Seen = pair.Id == 4 }));
        await db.SaveChangesAsync();
        await using var walk = new BatchWalk<ByTwo>(
            new KeyedQuery<ByTwo>(db.Set<ByTwo>().Where(row => !row.Seen), KeyWalk.Start(), tracked: true, sqlite: true), 7, null);

        List<(int, int)> seen = [];
        while (await walk.MoveNextAsync(CancellationToken.None))
        {
            var rows = await walk.Current.Rows.Select(row => new { row.Tenant, row.Id }).ToListAsync();
            Assert.Equal(walk.CurrentTicks, rows.Count);
            seen.AddRange(rows.Select(row => (row.Tenant, row.Id)).Order());
        }

        Assert.Equal(Pairs().Where(pair => pair.Id != 4).Order(), seen);
    }

    private static IEnumerable<(int Tenant, int Id)> Pairs() =>
        from tenant in Enumerable.Range(1, 4) from id in Enumerable.Range(1, 5) select (tenant, id);

    private static async Task WalksAsync<T, TKey>(string kind, IEnumerable<T> rows, Func<T, TKey> key, params string[] sql)
        where T : class
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var log = new SqlLog();
        await using (var db = await database.NewContextAsync())
        {
            db.AddRange(rows);
            await db.SaveChangesAsync();
        }

        await using var reading = database.NewContext(log);
        var expected = (await reading.Set<T>().AsNoTracking().ToListAsync()).Select(key).ToHashSet();

        var walked = await KeyWalk.AllAsync(() => reading.Set<T>(), 3, kind == "SQLite", log.Clear);

        Assert.Equal(expected.Count, walked.Count);
        Assert.True(expected.SetEquals(walked.Select(key)), "the walk yields other rows than the table has");
        foreach (var part in sql)
        {
            Assert.Contains(log.Commands, command => Sql.Shape(command).Contains(Sql.Shape(part), StringComparison.Ordinal));
        }

        Assert.DoesNotContain(log.Commands, command => command.Contains(" OR ", StringComparison.Ordinal) || command.Contains("OFFSET", StringComparison.Ordinal));
    }
}
