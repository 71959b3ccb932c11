using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A task whose context is on another database than the runs.</summary>
public sealed class OtherDatabaseTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_progress_row_makes_effects_happen_once_when_the_store_does_not_hear_of_a_page(string kind)
    {
        await using var runs = await TestDatabase.CreateAsync(kind);
        await using var invoices = await TestDatabase.CreateAsync(kind);
        Engine? engine = null;
        var commits = 0;
        var afterCommit = new AfterCommit(async () =>
        {
            // Between the two commits somebody who cannot hear its beats takes the partition over, as after a kill.
            if (Interlocked.Increment(ref commits) == 2) await TakeOverAsync(engine!);
        });
        await using (engine = await Billing.CreateAsync(runs, invoices, ties => ties.KeepsProgressIn<BillingContext>(), keepsProgress: true, options => options.AddInterceptors(afterCommit)))
        {
            var ended = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RemindOfInvoices>()).Id);

            Assert.Equal((RunStatus.Succeeded, DeliveryMode.ProgressRow, 300L, 3L), (ended.Status, ended.Delivery, ended.Ticks, ended.Skipped));
            Assert.Equal(3, (await engine.Runner.FailedItemsAsync(ended.Id)).Count);
            Assert.All(await engine.RemindersAsync(), reminders => Assert.Equal(1, reminders));
            Assert.Equal(0, await engine.WithBillingAsync(db => db.Set<ProgressRow>().CountAsync()));
        }
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_worker_that_lost_its_lease_cannot_commit_there_once_another_has_begun(string kind)
    {
        await using var runs = await TestDatabase.CreateAsync(kind);
        await using var invoices = await TestDatabase.CreateAsync(kind);
        await using var engine = await Billing.CreateAsync(runs, invoices, ties => ties.KeepsProgressIn<BillingContext>(), keepsProgress: true);
        var ledger = (Ledger)engine.Services.GetService(typeof(Ledger))!;
        var met = 0;
        ledger.Gate = async id =>
        {
            if (id != 150 || Interlocked.Increment(ref met) > 1) return;
            await TakeOverAsync(engine);

            // Until the one that took over has come as far.
            await Eventually.AsyncUntil(() => Task.FromResult(Volatile.Read(ref met)), seen => seen > 1);
        };

        var ended = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RemindOfInvoices>()).Id);

        Assert.Equal((RunStatus.Succeeded, 300L), (ended.Status, ended.Ticks));
        Assert.All(await engine.RemindersAsync(), reminders => Assert.Equal(1, reminders));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Batches_keep_their_progress_there_too(string kind)
    {
        await using var runs = await TestDatabase.CreateAsync(kind);
        await using var invoices = await TestDatabase.CreateAsync(kind);
        await using var engine = await Billing.CreateAsync(runs, invoices, ties => ties.KeepsProgressIn<BillingContext>(), keepsProgress: true);

        var ended = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RemindInBatches>()).Id);

        Assert.Equal((RunStatus.Succeeded, DeliveryMode.ProgressRow, 300L), (ended.Status, ended.Delivery, ended.Affected));
        Assert.All(await engine.RemindersAsync(), reminders => Assert.Equal(1, reminders));
    }

    [Fact]
    public async Task A_context_without_the_table_ends_the_run_with_what_to_write()
    {
        await using var runs = await TestDatabase.CreateAsync("SQLite");
        await using var invoices = await TestDatabase.CreateAsync("SQLite");
        await using var engine = await Billing.CreateAsync(runs, invoices, ties => ties.KeepsProgressIn<BillingContext>());

        var errored = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RemindOfInvoices>()).Id);

        Assert.Contains("AddMaintenanceTaskProgress() in BillingContext.OnModelCreating", errored.Error!.Message, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_nothing_is_said_of_is_at_least_once(string kind)
    {
        await using var runs = await TestDatabase.CreateAsync(kind);
        await using var invoices = await TestDatabase.CreateAsync(kind);
        await using var engine = await Billing.CreateAsync(runs, invoices, _ => { });

        var ended = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RemindOfInvoices>()).Id);

        Assert.Equal((RunStatus.Succeeded, DeliveryMode.AtLeastOnce, 300L), (ended.Status, ended.Delivery, ended.Ticks));
        Assert.All(await engine.RemindersAsync(), reminders => Assert.Equal(1, reminders));
    }

    private static async Task TakeOverAsync(Engine engine)
    {
        var run = (await engine.Runner.ListAsync())[0];
        var seen = (await engine.Runner.FindAsync(run.Id))!.Partitions[0];
        await engine.Store.ChangeAsync(
            run.Id, change => LeaseMoves.Rescue(change, seen, DateTime.UnixEpoch, new Actor("test", null), "silent"), CancellationToken.None);
    }
}
