using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Collections;

public sealed class NestedWalkTests
{
    private static readonly IServiceProvider Services = new ServiceCollection().BuildServiceProvider();

    [Fact, Ancestor("C363", "C364")]
    public async Task Children_come_parent_by_parent_with_a_cursor_entry_a_level_and_empty_parents_yield_nothing() => Assert.Equal(
        [("a0", "[0,null]", "[0,0]"), ("a1", "[0,0]", "[0,1]"), ("c0", "[2,null]", "[2,0]"), ("c1", "[2,0]", "[2,1]"), ("c2", "[2,1]", "[2,2]")],
        await StepsAsync(null));

    [Fact, Ancestor("C364")]
    public async Task A_walk_goes_on_within_its_parent_from_every_position()
    {
        var all = await StepsAsync(null);
        for (var done = 0; done < all.Count; done++)
        {
            Assert.Equal(all[(done + 1)..].Select(step => step.Item), (await StepsAsync(all[done].After)).Select(step => step.Item));
            Assert.Equal(all[done..].Select(step => step.Item), (await StepsAsync(all[done].Before)).Select(step => step.Item));
        }
    }

    [Fact, Ancestor("C362")]
    public async Task Levels_may_be_more_than_two_and_have_an_entry_each()
    {
        var all = await StepsAsync(null, Three());

        Assert.Equal(["a0x", "a0y", "a1x", "a1y", "b0x", "b0y", "b1x", "b1y"], all.Select(step => step.Item));
        Assert.Equal("[0,1,0]", all[2].After);
        Assert.Equal("[1,0,null]", all[4].Before);
        foreach (var (index, step) in all.Index())
        {
            Assert.Equal(all[(index + 1)..], await StepsAsync(step.After, Three()));
            Assert.Equal(all[index..], await StepsAsync(step.Before, Three()));
        }
    }

    [Fact, Ancestor("C364")]
    public async Task One_level_is_a_walk_like_any_other() =>
        Assert.Equal([("b", "0", "1"), ("c", "1", "2")], await StepsAsync("0", Level.List(["a", "b", "c"])));

    [Fact]
    public async Task A_source_can_be_the_innermost_level()
    {
        var levels = Level.List([1, 2]).Each(parent => Level.Source<string, int[]>((after, _) => Numbers(parent, after?[0] ?? 0)));

        var all = await StepsAsync(null, levels);

        Assert.Equal([("1.1", "[0,null]", "[0,[1]]"), ("1.2", "[0,[1]]", "[0,[2]]"), ("2.1", "[1,null]", "[1,[1]]"), ("2.2", "[1,[1]]", "[1,[2]]")], all);
        Assert.Equal(["1.2", "2.1", "2.2"], (await StepsAsync("[0,[1]]", levels)).Select(step => step.Item));
    }

    [Theory]
    [InlineData("3", "cursor 3 of Files")]
    [InlineData("[0]", "cursor [0] of Files")]
    [InlineData("{}", "cursor {} of Files")]
    [InlineData("no json", "cursor no json of Files")]
    [InlineData("[\"x\",1]", "cursor \"x\" of Files")]
    [InlineData("[0,7]", "cursor 7 of Files")]
    public async Task A_cursor_that_does_not_fit_the_levels_is_refused_and_shown(string cursor, string shown) =>
        Assert.Contains(shown, (await Assert.ThrowsAsync<CursorMismatchException>(() => StepsAsync(cursor))).Message);

    [Fact]
    public async Task The_key_of_a_child_names_its_parent()
    {
        await using var walk = new Files().Open(From("[0,0]"));
        Assert.True(await walk.MoveNextAsync(CancellationToken.None));
        Assert.Equal("0/1", walk.KeyOfCurrent());
    }

    [Fact, Ancestor("C363", Better = "unknown unless the task says a number")]
    public async Task The_number_of_children_is_not_known_unless_the_task_says_it()
    {
        Assert.Equal(ItemCount.Unknown, await ((CollectionTask<string>)new Files()).CountAsync(Services, CancellationToken.None));
        Assert.Equal(ItemCount.Exactly(5), await ((CollectionTask<string>)new CountedFiles()).CountAsync(Services, CancellationToken.None));
    }

    private static Level<string> Three() =>
        Level.List(["a", "b"]).Each(one => Level.List(["0", "1"]).Each(two => Level.List([one + two + "x", one + two + "y"])));

    private static async IAsyncEnumerable<(string Item, int[] After)> Numbers(int parent, int after)
    {
        for (var number = after + 1; number <= 2; number++)
        {
            await Task.Yield();
            yield return ($"{parent}.{number}", [number]);
        }
    }

    private static WalkStart From(string? cursor) => new() { Task = "Files", Services = Services, Cursor = cursor };

    private static async Task<List<(string Item, string? Before, string After)>> StepsAsync(string? cursor, Level<string>? level = null)
    {
        await using var walk = (level ?? new Files().Collection()).Open(From(cursor));
        var steps = new List<(string, string?, string)>();
        while (await walk.MoveNextAsync(CancellationToken.None)) steps.Add((walk.Current, walk.CursorBeforeCurrent(), walk.CursorAfterCurrent()));
        Assert.False(await walk.MoveNextAsync(CancellationToken.None));
        if (steps.Count > 0) Assert.Equal(steps[^1], (walk.Current, walk.CursorBeforeCurrent(), walk.CursorAfterCurrent()));
        return steps;
    }

    private class Files : NestedTask<string>
    {
        public override Level<string> Collection() =>
            List<(string Name, int Lines)>([("a", 2), ("b", 0), ("c", 3)])
                .Each(file => List([.. Enumerable.Range(0, file.Lines).Select(line => $"{file.Name}{line}")]));

        public override void Process(string item) => ArgumentNullException.ThrowIfNull(item);
    }

    private sealed class CountedFiles : Files
    {
        public override Task<long?> CountAsync(CancellationToken cancellationToken) => Task.FromResult<long?>(5);
    }
}
