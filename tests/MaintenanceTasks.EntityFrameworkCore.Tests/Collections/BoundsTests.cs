using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A <c>Where</c> on the columns that are walked by is all it takes to process a part: a page is one range scan all the same.</summary>
public sealed class BoundsTests
{
    [Theory, ClassData(typeof(Databases)), Ancestor("C140", Better = "bounds are a Where on the key, and walked by range"), Avoids("Q44")]
    public async Task A_page_of_a_part_begins_at_the_position_and_ends_at_the_bound(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var log = new SqlLog();
        await using var db = await Filled(database.NewContext(log), 30);
        var (from, to) = (5, 20);

        var walked = await KeyWalk.AllAsync(() => db.Items.Where(item => item.Id >= from && item.Id <= to), 4, kind == "SQLite", log.Clear);

        Assert.Equal(Enumerable.Range(5, 16), walked.Select(item => item.Id));
        Assert.Contains(
            log.Commands, command => Sql.Shape(command).Contains("WHERE i.Id > @ AND i.Id >= @ AND i.Id <= @ ORDER BY i.Id LIMIT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sqlite_does_not_read_again_what_lies_between_the_lower_bound_and_the_position()
    {
        await using var database = new SqliteTestDatabase();
        await using var db = await Filled(database.NewContext(), 20_000);
        var from = 1;
        var query = new KeyedQuery<Item>(db.Items.Where(item => item.Id >= from), KeyWalk.Start("""{"Id":19000}"""), tracked: true, sqlite: true);
        await db.Database.OpenConnectionAsync();
        var hundredSteps = 0;
        raw.sqlite3_progress_handler(((Microsoft.Data.Sqlite.SqliteConnection)db.Database.GetDbConnection()).Handle, 100, _ => ++hundredSteps < 0 ? 1 : 0, null);

        var page = await query.ReadAsync(10, CancellationToken.None);

        Assert.Equal(Enumerable.Range(19_001, 10), page.Select(item => item.Id));
        Assert.True(hundredSteps < 100, $"{hundredSteps * 100} steps for a page of 10 rows");
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_batch_of_a_part_is_bounded_by_its_own_range_first(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await Filled(database.NewContext(), 30);
        await using var walk = new BatchWalk<Item>(
            new KeyedQuery<Item>(db.Items.Where(item => item.Id >= 5), KeyWalk.Start("""{"Id":9}"""), tracked: true, kind == "SQLite"), 10, null);

        Assert.True(await walk.MoveNextAsync(CancellationToken.None));

        Assert.Contains("WHERE i.Id > @ AND i.Id <= @ AND i.Id >= 5", Sql.Shape(walk.Current.Rows.ToQueryString()), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(10, 10), walk.Current.Rows.AsEnumerable().Select(item => item.Id).Order());
    }

    private static async Task<ShopContext> Filled(ShopContext db, int items)
    {
        await db.Database.EnsureCreatedAsync();
        db.AddRange(Enumerable.Range(1, items).Select(id => new Item { Id = id }));
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        return db;
    }
}
