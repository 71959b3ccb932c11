using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A task whose context is not the context of the runs, on the same database.</summary>
public sealed class SharedDatabaseTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Tasks_of_the_second_context_are_transactional_as_if_it_were_the_first(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Billing.CreateAsync(database, database, ties => ties.SharesDatabaseWith<BillingContext>());

        var single = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RemindOfInvoices>()).Id);
        var batches = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RemindInBatches>()).Id);

        Assert.Equal((RunStatus.Succeeded, DeliveryMode.Transactional, 300L, 3L), (single.Status, single.Delivery, single.Ticks, single.Skipped));
        Assert.Equal((RunStatus.Succeeded, DeliveryMode.Transactional, 300L), (batches.Status, batches.Delivery, batches.Affected));
        Assert.Equal(["107", "207", "7"], (await engine.Runner.FailedItemsAsync(single.Id)).Select(item => item.Item).Order());
        Assert.All(await engine.RemindersAsync(), reminders => Assert.Equal(2, reminders));
    }

    [Theory]
    [InlineData("SQLite", true)]
    [InlineData("SQLite", false)]
    [InlineData("PostgreSQL", true)]
    [InlineData("PostgreSQL", false)]
    public async Task A_lost_acknowledgement_of_its_commit_repeats_nothing(string kind, bool retrying)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var lost = 0;
        var fault = new AfterCommit(() => Interlocked.Increment(ref lost) == 2 ? throw new CommitFault.ConnectionLost() : Task.CompletedTask);
        await using var engine = await Billing.CreateAsync(database, database, ties => ties.SharesDatabaseWith<BillingContext>(), context: options =>
        {
            options.AddInterceptors(fault);
            if (retrying) database.UseRetries(options);
        });

        var ended = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RemindOfInvoices>()).Id);

        Assert.True(lost >= 2);
        Assert.Equal((RunStatus.Succeeded, 300L), (ended.Status, ended.Ticks));
        Assert.All(await engine.RemindersAsync(), reminders => Assert.Equal(1, reminders));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_is_not_so_ends_the_run_with_nothing_processed_and_resume_goes_on_once_it_is(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var elsewhere = await TestDatabase.CreateAsync(kind);

        // With the tables of runs, as a copy of the database has them, and a run of the same number.
        await using (var copy = await Engine.CreateAsync(elsewhere)) await copy.Runner.StartAsync<RaiseRevisions>();
        long runId;
        await using (var wrong = await Billing.CreateAsync(database, elsewhere, ties => ties.SharesDatabaseWith<BillingContext>()))
        {
            var errored = await wrong.WorkToTheEndAsync(runId = (await wrong.Runner.StartAsync<RemindOfInvoices>()).Id);

            Assert.Equal((RunStatus.Errored, 0L), (errored.Status, errored.Ticks));
            Assert.StartsWith("BillingContext was said to share the database of ShopContext", errored.Error!.Message, StringComparison.Ordinal);
            Assert.All(await wrong.RemindersAsync(), reminders => Assert.Equal(0, reminders));
        }

        await using var right = await Billing.CreateAsync(database, database, ties => ties.SharesDatabaseWith<BillingContext>());
        await right.Runner.ResumeAsync(runId);
        var ended = await right.WorkToTheEndAsync(runId);

        Assert.Equal((RunStatus.Succeeded, 300L), (ended.Status, ended.Ticks));
        Assert.All(await right.RemindersAsync(), reminders => Assert.Equal(1, reminders));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_database_without_the_tables_is_another_one(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var elsewhere = await TestDatabase.CreateAsync(kind);
        await using var engine = await Billing.CreateAsync(database, elsewhere, ties => ties.SharesDatabaseWith<BillingContext>());

        var errored = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RemindOfInvoices>()).Id);

        Assert.Contains("does not find it there (", errored.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was processed.", errored.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_context_cannot_be_both()
    {
        var ties = new EntityFrameworkStoreOptions().SharesDatabaseWith<BillingContext>();

        Assert.Throws<ArgumentException>(() => ties.KeepsProgressIn<BillingContext>());
    }
}
