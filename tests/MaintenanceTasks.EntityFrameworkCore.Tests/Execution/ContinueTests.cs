namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Items that fail in a way the run goes on after: nothing they changed is saved, and all others are.</summary>
public sealed class ContinueTests
{
    [Theory, ClassData(typeof(Databases))]
    [Survives("F33")]
    public Task What_a_failed_item_changed_is_not_saved(string kind) => GoesOnAsync<RaiseTheGood>(kind, total: 77);

    [Theory, ClassData(typeof(Databases))]
    public Task SQL_of_its_own_of_a_failed_item_is_rolled_back(string kind) => GoesOnAsync<RaiseTheGoodInside>(kind, total: 40);

    private static async Task GoesOnAsync<TTask>(string kind, long total)
        where TTask : MaintenanceTask
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(40);

        var run = await engine.Runner.StartAsync<TTask>();
        var ended = await engine.WorkUntilAsync(run.Id, found => found.Status.IsCompleted() && found.Total is not null);

        Assert.Equal((RunStatus.Succeeded, 40L, 4L, total), (ended.Status, ended.Ticks, ended.Skipped, ended.Total));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(item.Id % 10 == 3 ? 0 : 1, item.Revision));
        var failed = await engine.Runner.FailedItemsAsync(run.Id);
        Assert.Equal(["3", "13", "23", "33"], failed.Select(item => item.Item));
        Assert.All(failed, item => Assert.Equal(typeof(FormatException).FullName, item.ErrorType));
    }
}
