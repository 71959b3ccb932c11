namespace MaintenanceTasks.Tests.Tasks;

/// <summary>A task is a plain class: its parts are tried out without engine, run or kit.</summary>
public sealed class PlainTaskTests
{
    private readonly Doubling _task = new() { Upto = 3 };

    [Fact]
    [Ancestor("C162")]
    public void One_item_is_processed_by_calling_the_method()
    {
        _task.Process(21);
        Assert.Equal([42], _task.Doubled);
    }

    [Fact]
    [Ancestor("C163")]
    public async Task The_collection_is_had_by_calling_the_method()
    {
        var items = new List<int>();
        await foreach (var (item, _) in _task.Collection(after: 1, TestContext.Current.CancellationToken)) items.Add(item);
        Assert.Equal([2, 3], items);
    }

    [Fact]
    [Ancestor("C164")]
    public async Task The_count_is_had_by_calling_the_method() =>
        Assert.Equal(3, await _task.CountAsync(TestContext.Current.CancellationToken));

    private sealed class Doubling : SourceTask<int, int>
    {
        public int Upto { get; set; }

        public List<int> Doubled { get; } = [];

        public override IAsyncEnumerable<(int Item, int After)> Collection(int after, CancellationToken cancellationToken) =>
            Enumerable.Range(after + 1, Upto - after).Select(number => (number, number)).ToAsyncEnumerable();

        public override Task<long?> CountAsync(CancellationToken cancellationToken) => Task.FromResult<long?>(Upto);

        public override void Process(int item) => Doubled.Add(item * 2);
    }
}
