namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A page commits once, whatever happens to its commit.</summary>
public sealed class CommitTests
{
    public static TheoryData<string, bool, string> Faults
    {
        get
        {
            var faults = new TheoryData<string, bool, string>();
            foreach (var database in new Databases())
            {
                foreach (var retrying in new[] { false, true })
                {
                    faults.Add(database.Data, retrying, "before");
                    faults.Add(database.Data, retrying, "after");
                }
            }

            return faults;
        }
    }

    [Theory, MemberData(nameof(Faults))]
    [Avoids("Q01")]
    [Survives("F6", "F21")]
    public async Task A_lost_commit_is_done_again_and_a_lost_acknowledgement_is_not(string kind, bool retrying, string moment)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var fault = new CommitFault();
        await using var engine = await Engine.CreateAsync(database, context: options =>
        {
            options.AddInterceptors(fault);
            if (retrying) database.UseRetries(options);
        });
        await engine.AddItemsAsync(500);
        var run = await engine.Runner.StartAsync<RaiseRevisions>();
        var ledger = (Ledger)engine.Services.GetService(typeof(Ledger))!;
        ledger.Gate = id =>
        {
            // Armed while the second page is processed.
            if (id == 150) (fault.Before, fault.After) = (moment == "before" ? 2 : 0, moment == "after" ? 1 : 0);
            return Task.CompletedTask;
        };

        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((0, 0), (fault.Before, fault.After));
        Assert.Equal((RunStatus.Succeeded, 500L), (ended.Status, ended.Ticks));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
        Assert.Equal(500, ledger.Entries.Count);
    }

    [Theory, ClassData(typeof(Databases))]
    [Survives("F21")]
    public async Task A_database_that_stays_away_after_a_commit_has_kept_the_page_all_the_same(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var fault = new AwayAfterCommit(commit: 2, tries: 4);
        await using var engine = await Engine.CreateAsync(database, context: options => options.AddInterceptors(fault));
        await engine.AddItemsAsync(500);

        var ended = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RaiseRevisions>()).Id);

        Assert.Equal((RunStatus.Succeeded, 500L), (ended.Status, ended.Ticks));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
        Assert.True(fault.IsOver);
    }

    [Theory, ClassData(typeof(Databases))]
    [Survives("F83")]
    public async Task Every_kind_works_under_a_retry_strategy_of_the_host(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database, context: database.UseRetries);
        await engine.AddItemsAsync(20);

        Assert.Equal(RunStatus.Succeeded, (await RunAsync<RaiseRevisions>(engine)).Status);
        Assert.Equal(RunStatus.Succeeded, (await RunAsync<RaiseInBatches>(engine)).Status);
        Assert.Equal(RunStatus.Succeeded, (await RunAsync<SavesInTheTransaction>(engine)).Status);
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(item.Id % 2 == 0 ? 3 : 2, item.Revision));
    }

    [Theory, ClassData(typeof(Databases))]
    [Avoids("Q05")]
    [Survives("F13")]
    public async Task A_worker_that_lost_its_lease_commits_nothing_of_its_page(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(300);
        var run = await engine.Runner.StartAsync<RaiseRevisions>();
        var ledger = (Ledger)engine.Services.GetService(typeof(Ledger))!;
        var taken = 0;
        ledger.Gate = async id =>
        {
            // While the second page is processed, somebody who cannot hear its beats takes the partition over.
            if (id != 150 || Interlocked.Exchange(ref taken, 1) == 1) return;
            var seen = (await engine.Runner.FindAsync(run.Id))!.Partitions[0];
            await engine.Store.ChangeAsync(
                run.Id, change => LeaseMoves.Rescue(change, seen, DateTime.UnixEpoch, new Actor("test", null), "silent"), CancellationToken.None);
        };

        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Succeeded, 300L), (ended.Status, ended.Ticks));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
        Assert.Equal(2, ledger.Entries.Count(entry => entry == "150"));
    }

    private static async Task<Run> RunAsync<TTask>(Engine engine)
        where TTask : MaintenanceTask => await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<TTask>()).Id);
}
