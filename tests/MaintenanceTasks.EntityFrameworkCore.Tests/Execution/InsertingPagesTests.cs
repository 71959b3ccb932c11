namespace MaintenanceTasks.EntityFrameworkCore.Tests;

public sealed class InsertingPagesTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Rows_added_by_one_page_are_not_added_again_by_the_next(string database)
    {
        await using var own = await TestDatabase.CreateAsync(database);
        await using var engine = await Engine.CreateAsync(own, options => options.MaxPageSize = 10);
        var run = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<AddManyFromList>()).Id);
        Assert.Equal((RunStatus.Succeeded, 95L), (run.Status, run.Ticks));
        Assert.Equal(Enumerable.Range(1, 95).Select(number => $"number {number}"), (await engine.ItemsAsync()).OrderBy(item => item.Id).Select(item => item.Name));
        Assert.Equal(95, run.Affected);
    }
}

public sealed class AddManyFromList : ListTask<ShopContext, int>
{
    public override IReadOnlyList<int> Collection() => [.. Enumerable.Range(1, 95)];

    public override void Process(int item) => Db.Add(new Item { Id = item, Name = $"number {item}" });
}
