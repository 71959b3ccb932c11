using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Collections;

public sealed class WalkTests
{
    private static readonly IServiceProvider Services = new ServiceCollection().BuildServiceProvider();

    [Fact]
    public async Task A_list_is_walked_by_index()
    {
        var steps = await WalkAsync(new Letters().Open(From(null)));
        Assert.Equal([("a", null, "0"), ("b", "0", "1"), ("c", "1", "2")], steps);
    }

    [Fact]
    public async Task A_list_goes_on_after_its_cursor() =>
        Assert.Equal([("c", "1", "2")], await WalkAsync(new Letters().Open(From("1"))));

    [Fact]
    public async Task A_list_that_is_done_yields_nothing() => Assert.Empty(await WalkAsync(new Letters().Open(From("2"))));

    [Fact]
    public async Task A_list_keeps_to_the_bounds_of_its_partition()
    {
        Assert.Equal(["b"], (await WalkAsync(new Letters().Open(From(null) with { Low = "0", High = "1" }))).Select(step => step.Item));
        Assert.Equal([], await WalkAsync(new Letters().Open(From("1") with { Low = "0", High = "1" })));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("\"1\"")]
    [InlineData("")]
    public void A_cursor_that_is_no_index_of_the_list_is_refused(string cursor)
    {
        var refusal = Assert.Throws<CursorMismatchException>(() => new Letters().Open(From(cursor)));
        Assert.Contains($"The stored cursor {cursor} of Letters", refusal.Message);
        Assert.Contains("index", refusal.Message);
    }

    [Fact, Ancestor("C153", "C154")]
    public async Task A_source_is_walked_with_its_own_typed_cursor()
    {
        var steps = await WalkAsync(new Pages().Open(From(null)));
        Assert.Equal(
            [
                (10, null, """{"Page":1,"Row":"x"}"""), (20, """{"Page":1,"Row":"x"}""", """{"Page":2,"Row":"x"}"""),
                (30, """{"Page":2,"Row":"x"}""", """{"Page":3,"Row":"x"}"""),
            ],
            steps);
    }

    [Fact, Ancestor("C155")]
    public async Task A_source_goes_on_after_its_cursor() => Assert.Equal(
        [(30, """{"Page":2,"Row":"x"}""", """{"Page":3,"Row":"x"}""")], await WalkAsync(new Pages().Open(From("""{"Page":2,"Row":"x"}"""))));

    [Fact]
    public async Task The_enumerator_of_a_source_is_disposed_of()
    {
        var source = new Pages();
        var walk = source.Open(From(null));
        Assert.True(await walk.MoveNextAsync(CancellationToken.None));
        Assert.False(source.Disposed);
        await walk.DisposeAsync();
        Assert.True(source.Disposed);
    }

    [Theory]
    [InlineData("[1,2]")]
    [InlineData("no json")]
    [InlineData("""{"Page":"one"}""")]
    public void A_cursor_that_does_not_fit_the_type_of_the_source_is_refused(string cursor)
    {
        var refusal = Assert.Throws<CursorMismatchException>(() => new Pages().Open(From(cursor)));
        Assert.Contains(cursor, refusal.Message);
        Assert.Contains("a JSON value of type PageCursor", refusal.Message);
    }

    [Fact]
    public async Task A_one_off_is_done_once()
    {
        Assert.Equal([(default(OneOffItem), null, "done")], await WalkAsync(new Once().Open(From(null))));
        Assert.Empty(await WalkAsync(new Once().Open(From("done"))));
    }

    [Fact, Ancestor("C152")]
    public async Task Counts_are_known_for_lists_and_one_offs_and_for_sources_that_say_so()
    {
        Assert.Equal(ItemCount.Exactly(3), await new Letters().CountAsync(Services, CancellationToken.None));
        Assert.Equal(ItemCount.Exactly(1), await new Once().CountAsync(Services, CancellationToken.None));
        Assert.Equal(ItemCount.Unknown, await new Endless().CountAsync(Services, CancellationToken.None));
        Assert.Equal(ItemCount.Exactly(3), await ((CollectionTask<int>)new Pages()).CountAsync(Services, CancellationToken.None));
    }

    private static WalkStart From(string? cursor) => new() { Task = "Letters", Services = Services, Cursor = cursor };

    private static async Task<List<(T Item, string? Before, string After)>> WalkAsync<T>(CollectionWalk<T> walk)
    {
        var steps = new List<(T, string?, string)>();
        while (await walk.MoveNextAsync(CancellationToken.None)) steps.Add((walk.Current, walk.CursorBeforeCurrent(), walk.CursorAfterCurrent()));
        Assert.False(await walk.MoveNextAsync(CancellationToken.None));
        if (steps.Count > 0) Assert.Equal(steps[^1], (walk.Current, walk.CursorBeforeCurrent(), walk.CursorAfterCurrent()));
        await walk.DisposeAsync();
        return steps;
    }

    private sealed class Letters : ListTask<string>
    {
        public override IReadOnlyList<string> Collection() => ["a", "b", "c"];
    }

    private sealed record PageCursor(int Page, string Row);

    private sealed class Pages : SourceTask<int, PageCursor>
    {
        public bool Disposed { get; private set; }

        public override async IAsyncEnumerable<(int Item, PageCursor After)> Collection(
            PageCursor? after, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                for (var page = (after?.Page ?? 0) + 1; page <= 3; page++)
                {
                    await Task.Yield();
                    yield return (page * 10, new PageCursor(page, "x"));
                }
            }
            finally
            {
                Disposed = true;
            }
        }

        public override Task<long?> CountAsync(CancellationToken cancellationToken) => Task.FromResult<long?>(3);
    }

    private sealed class Endless : SourceTask<int, int>
    {
        public override IAsyncEnumerable<(int Item, int After)> Collection(int after, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<(int, int)>();
    }

    private sealed class Once : OneOffTask
    {
        public override void Process()
        {
        }
    }
}
