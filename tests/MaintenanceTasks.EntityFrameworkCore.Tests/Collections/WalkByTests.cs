using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Walks by columns that the task chose.</summary>
public sealed class WalkByTests
{
    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    public static TheoryData<Expression<Func<Reading, object?>>, string, string> Refused => new()
    {
        { row => row.CheckedAt, "Reading.CheckedAt of type DateTime", "may be null" },
        { row => new { row.Station, row.Value }, "Reading.Value of type Double", "do not compare exactly" },
        { row => row.Raw, "Reading.Raw of type Byte[]", "binary values" },
        { row => row.Amount, "Reading.Amount of type Decimal", "SQLite stores it" },
        { row => row.Label, "Reading.Label", "not a column of its table" },
        { row => row.Station.Length, "row.Station.Length", "Expected one such as row => row.CreatedAt" },
    };

    [Theory, ClassData(typeof(Databases)), Ancestor("C150", "C340", "C341", "C317", "C118", "C119"), Avoids("Q47")]
    public async Task Rows_with_equal_values_are_walked_once_each_in_the_order_of_value_and_key(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var log = new SqlLog();
        await AddAsync(database, Enumerable.Range(1, 20).Select(id => new Reading { Id = id, TakenAt = Noon.AddTicks(id * 7 % 4 * 1230) }));
        await using var db = database.NewContext(log);

        var walked = await KeyWalk.AllAsync(() => db.Set<Reading>(), 3, kind == "SQLite", log.Clear, row => row.TakenAt);

        Assert.Equal((await AllAsync(database)).OrderBy(row => row.TakenAt).ThenBy(row => row.Id).Select(row => row.Id), walked.Select(row => row.Id));
        Assert.Contains(log.Commands, command => Sql.Shape(command).Contains("WHERE r.TakenAt = @ AND r.Id > @ ORDER BY r.Id LIMIT", StringComparison.Ordinal));
        Assert.Contains(log.Commands, command => Sql.Shape(command).Contains("WHERE r.TakenAt > @ ORDER BY r.TakenAt, r.Id LIMIT", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Commands, command => command.Contains(" OR ", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(Databases)), Ancestor("C340", "C343")]
    public async Task Several_columns_of_several_types_are_walked_in_their_order(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddAsync(database, Enumerable.Range(1, 30).Select(id => new Reading
        {
            Id = id,
            Station = "s" + id % 3,
            Day = new DateOnly(2026, 1, 1).AddDays(id % 4),
        }));
        await using var db = database.NewContext();

        var walked = await KeyWalk.AllAsync(() => db.Set<Reading>(), 4, kind == "SQLite", walkBy: row => new { row.Station, row.Day });

        var expected = (await AllAsync(database)).OrderBy(row => row.Station, StringComparer.Ordinal).ThenBy(row => row.Day).ThenBy(row => row.Id);
        Assert.Equal(expected.Select(row => row.Id), walked.Select(row => row.Id));
    }

    [Fact, Ancestor("C118", "C340", "C342", Better = "an object with the names of the columns and their values exactly as stored, whatever the zone of the process")]
    public async Task The_cursor_has_every_column_with_its_exact_value()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        await AddAsync(database, [new Reading { Id = 7, TakenAt = Noon.AddTicks(1234567), Day = new DateOnly(2026, 2, 3), Station = "Zürich \"7\"" }]);
        await using var db = database.NewContext();
        var query = Keyed(db, row => new { row.TakenAt, row.Day, row.Station });

        var read = await query.ReadAsync(1, CancellationToken.None);

        var cursor = query.Cursor.Write(query.KeyOf(read[0], null));
        Assert.Equal("""{"TakenAt":"2026-01-01T12:00:00.1234567","Day":"2026-02-03","Station":"Zürich \"7\"","Id":7}""", cursor);
        Assert.Equal(query.KeyOf(read[0], null), query.Cursor.Read(cursor));
    }

    [Fact]
    public async Task Only_columns_that_are_no_key_are_followed_by_the_primary_key()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        await using var db = await database.NewContextAsync();

        Assert.Equal(["Serial"], Names(row => row.Serial));
        Assert.Equal(["Station", "Id"], Names(row => row.Station));
        Assert.Equal(["Station", "Id"], Names(row => new { row.Station, row.Id }));
        Assert.Equal(["Id"], Names(null));

        IEnumerable<string> Names(Expression<Func<Reading, object?>>? walkBy) =>
            KeyedQuery<Reading>.Columns(db.Set<Reading>(), "Walk", tracked: true, sqlite: true, walkBy).Select(column => column.Name);
    }

    [Theory, MemberData(nameof(Refused)), Avoids("Q22")]
    public async Task What_has_no_order_is_refused_with_column_type_and_reason(Expression<Func<Reading, object?>> walkBy, string what, string why)
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        await using var db = await database.NewContextAsync();

        var refusal = Assert.Throws<TaskNotUsableException>(() => Keyed(db, walkBy));

        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decimals_are_walked_where_the_database_orders_them()
    {
        await using var database = await TestDatabase.CreateAsync("PostgreSQL");
        await AddAsync(database, Enumerable.Range(1, 10).Select(id => new Reading { Id = id, Amount = id * 7 % 5 * 0.1m - 0.2m }));
        await using var db = database.NewContext();

        var walked = await KeyWalk.AllAsync(() => db.Set<Reading>(), 3, sqlite: false, walkBy: row => row.Amount);

        Assert.Equal((await AllAsync(database)).OrderBy(row => row.Amount).ThenBy(row => row.Id).Select(row => row.Id), walked.Select(row => row.Id));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_task_may_change_the_column_it_walks_by_to_a_value_that_lies_behind(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await AddAsync(database, Enumerable.Range(1, 250).Select(id => new Reading { Id = id, TakenAt = Noon.AddMinutes(-id / 10) }));

        var run = await engine.Runner.StartAsync<VisitByTime>();
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Succeeded, 250L), (ended.Status, ended.Ticks));
        Assert.All(await AllAsync(database), row => Assert.Equal((1, 2001), (row.Visits, row.TakenAt.Year)));
    }

    [Theory, ClassData(typeof(Databases)), Ancestor("C151", "C352", "C356", "C315")]
    public async Task Batches_are_walked_by_the_chosen_columns_across_interruptions(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database, options => options.MaxSliceDuration = TimeSpan.FromTicks(1));
        await AddAsync(database, Enumerable.Range(1, 40).Select(id => new Reading { Id = id, Station = "s" + id % 3 }));

        var run = await engine.Runner.StartAsync<VisitByStation>();
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Succeeded, 40L, 40L), (ended.Status, ended.Ticks, ended.Affected));
        Assert.All(await AllAsync(database), row => Assert.Equal(1, row.Visits));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Several_partitions_walk_by_the_chosen_columns(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await AddAsync(database, Enumerable.Range(1, 60).Select(id => new Reading { Id = id, Station = "s" + id % 3 }));

        var run = await engine.Runner.StartAsync<VisitByStation>(options: new StartOptions { Parallelism = 3 });
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Succeeded, 60L), (ended.Status, ended.Ticks));
        Assert.All(await AllAsync(database), row => Assert.Equal(1, row.Visits));
        Assert.Contains("""{"Station":"s0","Id":60}""", (await engine.Runner.FindAsync(run.Id))!.Partitions.Select(partition => partition.Low));
    }

    [Theory, ClassData(typeof(Databases)), Ancestor("C319", "C354", Better = "refused before anything is enqueued, with what to write instead")]
    public async Task A_task_that_cannot_be_walked_is_refused_when_it_is_started(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);

        Assert.Contains("may be null", (await Assert.ThrowsAsync<TaskNotUsableException>(() => engine.Runner.StartAsync<VisitByNullable>())).Message, StringComparison.Ordinal);
        Assert.Contains("OrderBy", (await Assert.ThrowsAsync<TaskNotUsableException>(() => engine.Runner.StartAsync<OrdersByName>())).Message, StringComparison.Ordinal);
        Assert.Empty(await engine.Runner.ListAsync());
    }

    private static KeyedQuery<Reading> Keyed(ShopContext db, Expression<Func<Reading, object?>> walkBy) =>
        new(db.Set<Reading>(), KeyWalk.Start(), tracked: true, sqlite: true, walkBy);

    private static async Task AddAsync(TestDatabase database, IEnumerable<Reading> rows)
    {
        await using var db = await database.NewContextAsync();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    private static async Task<List<Reading>> AllAsync(TestDatabase database)
    {
        await using var db = database.NewContext();
        return await db.Set<Reading>().AsNoTracking().ToListAsync();
    }
}

public sealed class VisitByTime : EntityTask<ShopContext, Reading>
{
    public override IQueryable<Reading> Collection(ShopContext db) => db.Set<Reading>();

    protected override Expression<Func<Reading, object?>> WalkBy => reading => reading.TakenAt;

    public override void Process(Reading reading)
    {
        reading.Visits++;
        reading.TakenAt = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    }
}

public sealed class VisitByStation : BatchTask<ShopContext, Reading>
{
    public override int? BatchSize => 7;

    public override IQueryable<Reading> Collection(ShopContext db) => db.Set<Reading>();

    protected override Expression<Func<Reading, object?>> WalkBy => reading => reading.Station;

    public override int Process(Batch<Reading> batch) => batch.Rows.ExecuteUpdate(set => set.SetProperty(row => row.Visits, row => row.Visits + 1));
}

public sealed class VisitByNullable : EntityTask<ShopContext, Reading>
{
    public override IQueryable<Reading> Collection(ShopContext db) => db.Set<Reading>().Where(reading => reading.CheckedAt != null);

    protected override Expression<Func<Reading, object?>> WalkBy => reading => reading.CheckedAt;

    public override void Process(Reading item) => item.Visits++;
}
