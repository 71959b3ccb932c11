using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

public sealed class QueryRulesTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase _database = new();
    private ShopContext _db = null!;

    public static TheoryData<string, string> Refused => new()
    {
        { nameof(Queryable.OrderBy), "the engine orders by the key" },
        { nameof(Queryable.Skip), "filter with Where" },
        { nameof(Queryable.Take), "filter with Where" },
        { nameof(Queryable.Distinct), "SourceTask" },
        { nameof(Queryable.Union), "SourceTask" },
        { nameof(Queryable.Concat), "SourceTask" },
        { nameof(Queryable.Select), "Return whole entities" },
        { nameof(EntityFrameworkQueryableExtensions.AsNoTracking), "kind of task" },
    };

    public async ValueTask InitializeAsync() => _db = await _database.NewContextAsync();

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory, MemberData(nameof(Refused)), Ancestor("C319", "C354", Better = "refused before anything is enqueued, with what to write instead")]
    public void An_operator_that_changes_order_shape_or_number_is_refused_by_name(string method, string advice)
    {
        var refusal = Assert.Throws<TaskNotUsableException>(() => Columns(With(method)));

        Assert.Contains($"uses {method},", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(advice, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Filters_includes_split_queries_and_ignored_filters_are_walked()
    {
        var query = _db.Items.IgnoreQueryFilters().Where(item => item.Revision == 0).AsSplitQuery().TagWith("backfill").Where(item => item.Id > 3);

        Assert.Equal(["Id"], Columns(query).Select(column => column.Name));
    }

    [Fact]
    public void A_type_without_a_key_is_refused()
    {
        var refusal = Assert.Throws<TaskNotUsableException>(() => Columns(_db.Set<Keyless>()));

        Assert.Contains("Keyless, which has no primary key", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_does_not_compare_exactly_is_refused()
    {
        var refusal = Assert.Throws<TaskNotUsableException>(() => Columns(_db.Set<ByDouble>()));

        Assert.Contains("ByDouble.Id of type Double", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_of_something_else_is_refused()
    {
        var refusal = Assert.Throws<TaskNotUsableException>(() => Columns(new List<Item>().AsQueryable()));

        Assert.Contains("not a query of Entity Framework Core", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"Tenant\":3,\"Id\":4}")]
    [InlineData("{\"Id\":\"x\"}")]
    [InlineData("41")]
    [InlineData("no json")]
    [Survives("F56")]
    public void A_cursor_of_another_key_is_refused_and_shown(string cursor)
    {
        var refusal = Assert.Throws<CursorMismatchException>(() => new KeyedQuery<Item>(_db.Items, KeyWalk.Start(cursor), tracked: true, sqlite: true));

        Assert.Contains(cursor, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Id: Int32", refusal.Message, StringComparison.Ordinal);
    }

    private static KeyColumn[] Columns<T>(IQueryable<T> query)
        where T : class => KeyedQuery<T>.Columns(query, "Walk", tracked: true, sqlite: true);

    private IQueryable<Item> With(string method)
    {
        var items = _db.Items;
        Expression<Func<Item, int>> key = item => item.Id;
        return method switch
        {
            nameof(Queryable.OrderBy) => items.OrderBy(key),
            nameof(Queryable.Skip) => items.Skip(1),
            nameof(Queryable.Take) => items.Take(1),
            nameof(Queryable.Distinct) => items.Distinct(),
            nameof(Queryable.Union) => items.Union(items),
            nameof(Queryable.Concat) => items.Concat(items),
            nameof(Queryable.Select) => items.Select(item => new Item { Id = item.Id }),
            _ => items.AsNoTracking(),
        };
    }
}
