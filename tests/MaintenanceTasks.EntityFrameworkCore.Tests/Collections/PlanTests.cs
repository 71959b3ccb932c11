using Microsoft.EntityFrameworkCore;
using Plans;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>How the database reads pages, batches and the ends of partitions: index ranges, never a whole table, never a sort.</summary>
public sealed class PlanTests
{
    private const int Rows = 4000;
    private static readonly DateTime Day = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory, ClassData(typeof(Databases))]
    public Task Whole_numbers(string kind) => ReadsByIndexAsync(kind, id => new Item { Id = id });

    [Theory, ClassData(typeof(Databases))]
    public Task Long_numbers(string kind) => ReadsByIndexAsync(kind, id => new ByLong { Id = id * 4_000_000_000L });

    [Theory, ClassData(typeof(Databases))]
    public Task Guids(string kind) => ReadsByIndexAsync(kind, _ => new ByGuid { Id = Guid.NewGuid() });

    [Theory, ClassData(typeof(Databases))]
    public Task Texts(string kind) => ReadsByIndexAsync(kind, id => new ByString { Id = $"{id % 7} ä {id}" });

    [Theory, ClassData(typeof(Databases))]
    public Task Dates(string kind) => ReadsByIndexAsync(kind, id => new ByDate { Id = Day.AddMinutes(id) });

    [Theory, ClassData(typeof(Databases))]
    public Task Ids_of_a_type_of_their_own(string kind) => ReadsByIndexAsync(kind, id => new ByStruct { Id = new OrderId(id) });

    [Theory, ClassData(typeof(Databases))]
    public Task Keys_of_two_columns(string kind) => ReadsByIndexAsync(kind, id => new ByTwo { Tenant = id % 40, Id = id });

    [Theory, ClassData(typeof(Databases))]
    public Task Keys_of_two_columns_with_one_value_of_the_first(string kind) => ReadsByIndexAsync(kind, id => new ByTwo { Tenant = 1, Id = id });

    [Theory, ClassData(typeof(Databases))]
    public Task Keys_of_three_columns(string kind) =>
        ReadsByIndexAsync(kind, id => new ByThree { Region = $"r{id % 3}", Tenant = id % 40, Id = Guid.NewGuid() });

    private static async Task ReadsByIndexAsync<T>(string kind, Func<int, T> row)
        where T : class
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var db = await database.NewContextAsync())
        {
            db.AddRange(Enumerable.Range(1, Rows).Select(row));
            await db.SaveChangesAsync();
            await database.AnalyzeAsync(db);
        }

        var plans = new PlanLog();
        await using var reading = database.NewContext(plans);
        var query = new KeyedQuery<T>(reading.Set<T>(), KeyWalk.Start(), tracked: true, kind == "SQLite");
        query.MoveTo((await query.HopAsync(Rows / 2, CancellationToken.None))!);
        plans.Clear();

        Assert.Equal(100, (await query.ReadAsync(100, CancellationToken.None)).Count);
        Assert.Equal(100, (await query.ReadKeysAsync(100, CancellationToken.None)).Count);
        var end = await query.HopAsync(100, CancellationToken.None);
        Assert.Equal(100, await query.RowsUpTo(end!).CountAsync());

        Assert.All(plans.Statements, read => Assert.True(read is { IsByIndex: true, Sorts: false }, $"{read.Sql}\n\n{read.Plan}"));
    }
}
