using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A database that refuses, delays or has no room: the run goes on by itself, or can be resumed, and no item is lost or done twice.</summary>
public sealed class DatabaseTroubleTests
{
    [Theory, ClassData(typeof(Databases))]
    [Survives("F24")]
    public async Task A_database_that_takes_only_small_pages_gets_smaller_ones(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var refused = 0;
        var fault = new SaveFault(size =>
        {
            if (size <= 10) return Task.CompletedTask;
            refused++;
            throw new CommitFault.ConnectionLost();
        });
        await using var engine = await Engine.CreateAsync(database, context: options => options.AddInterceptors(fault));
        await engine.AddItemsAsync(60);

        await SucceedsAsync(engine, 60);
        Assert.True(refused > 0);
    }

    [Theory, ClassData(typeof(Databases))]
    [Survives("F25")]
    public async Task A_database_that_is_slow_to_answer_is_waited_for(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var gate = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        var fault = new SaveFault(_ =>
        {
            asked.TrySetResult();
            return gate.Task;
        });
        await using var engine = await Engine.CreateAsync(database, context: options => options.AddInterceptors(fault));
        await engine.AddItemsAsync(60);
        var run = await engine.Runner.StartAsync<RaiseRevisions>();
        using var stopping = new CancellationTokenSource();
        var working = engine.WorkAsync(stopping.Token);
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal((RunStatus.Running, 0L), await StateAsync(engine, run.Id));
        gate.SetResult();
        await Eventually.AsyncUntil(() => StateAsync(engine, run.Id), state => state.Status.IsCompleted());
        await stopping.CancelAsync();
        await working;

        Assert.Equal((RunStatus.Succeeded, 60L), await StateAsync(engine, run.Id));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
    }

    [Fact]
    [Survives("F23")]
    public async Task A_deadlock_with_another_writer_is_resolved_and_nobody_hears_of_it()
    {
        await using var database = await TestDatabase.CreateAsync("PostgreSQL");
        var refusals = new Refusals();
        await using var engine = await Engine.CreateAsync(database, context: options => options.AddInterceptors(refusals));
        await engine.AddItemsAsync(60);
        await using var other = database.NewContext();
        await using var transaction = await other.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await RenameAsync(other, 50);

        // The page takes item 1, then waits for 50; the other one has 50, and waits for 1. PostgreSQL ends who has waited longer.
        var run = await engine.Runner.StartAsync<RaiseRevisions>();
        using var stopping = new CancellationTokenSource();
        var working = engine.WorkAsync(stopping.Token);
        await Eventually.AsyncUntil(() => WaitingAsync(engine), waiting => waiting > 0);
        Assert.Equal(1, await RenameAsync(other, 1));
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        await Eventually.AsyncUntil(() => StateAsync(engine, run.Id), state => state.Status.IsCompleted());
        await stopping.CancelAsync();
        await working;

        Assert.Contains("40P01", refusals.States);
        Assert.Equal((RunStatus.Succeeded, 60L), await StateAsync(engine, run.Id));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
        Assert.Empty(await engine.Runner.FailedItemsAsync(run.Id, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    [Survives("F27")]
    public async Task A_full_disk_keeps_the_position_and_with_more_room_the_run_goes_on()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        var disk = new FullDisk();
        await using var engine = await Engine.CreateAsync(database, Engine.ShortLease, context: options => options.AddInterceptors(disk));
        await engine.AddItemsAsync(300);
        var run = await engine.Runner.StartAsync<GrowNames>();
        disk.Pages = 60 + await engine.WithDbAsync(db => db.Database.SqlQuery<int>($"SELECT page_count AS \"Value\" FROM pragma_page_count").SingleAsync());

        // Either there is room for the error, or nothing can be written and the lease is left to the rescuer.
        var full = await engine.WorkUntilAsync(run.Id, found => found.Ticks > 0 && engine.IsIdle);
        disk.Pages = null;
        Assert.True(full.Ticks < 300, $"{full.Ticks} items fitted.");
        if (full.Status == RunStatus.Errored) await engine.Runner.ResumeAsync(run.Id);
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Succeeded, 300L), (ended.Status, ended.Ticks));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
    }

    private static Task<int> RenameAsync(ShopContext db, int id) =>
        db.Items.Where(item => item.Id == id).ExecuteUpdateAsync(set => set.SetProperty(item => item.Name, "other"));

    private static Task<int> WaitingAsync(Engine engine) => engine.WithDbAsync(db => db.Database.SqlQuery<int>(
        $"SELECT COUNT(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").SingleAsync());

    private static async Task<(RunStatus Status, long Ticks)> StateAsync(Engine engine, long id)
    {
        var run = (await engine.Runner.FindAsync(id))!.Run;
        return (run.Status, run.Ticks);
    }

    private static async Task SucceedsAsync(Engine engine, int items)
    {
        var ended = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RaiseRevisions>()).Id);
        Assert.Equal((RunStatus.Succeeded, (long)items), (ended.Status, ended.Ticks));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
    }
}
