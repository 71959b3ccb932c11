using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A stop that comes while the database has not answered: nobody waits for the answer, and nothing is left under way on the connection.</summary>
public sealed class StopWhileReadingTests
{
    [Fact]
    public async Task A_query_under_way_has_ended_when_its_slice_has_and_the_run_goes_on_later()
    {
        await using var database = await TestDatabase.CreateAsync("PostgreSQL");
        var queries = new QueriesUnderWay();
        await using var engine = await Engine.CreateAsync(database, context: options => options.AddInterceptors(queries));
        await engine.AddItemsAsync(300);
        var run = await engine.Runner.StartAsync<RaiseRevisions>();
        for (var round = 1; round <= 5; round++)
        {
            await using var other = database.NewContext();
            await using var held = await other.Database.BeginTransactionAsync();
            await other.Database.ExecuteSqlRawAsync("""LOCK TABLE "Items" IN ACCESS EXCLUSIVE MODE""");
            using var stopping = new CancellationTokenSource();
            var working = engine.WorkAsync(stopping.Token, slices: 1);
            await Eventually.AsyncUntil(() => Task.FromResult(queries.Count), count => count > 0);

            await stopping.CancelAsync();
            await working.WaitAsync(TimeSpan.FromSeconds(60)); // as long as the lock is held, did it wait for the query itself

            Assert.Equal((0, RunStatus.Interrupted), (queries.Count, (await engine.Runner.FindAsync(run.Id))!.Run.Status));
            await held.RollbackAsync();
        }

        var ended = await engine.WorkToTheEndAsync(run.Id);
        Assert.Equal((RunStatus.Succeeded, 300L), (ended.Status, ended.Ticks));
    }

    private sealed class QueriesUnderWay : DbCommandInterceptor
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (IsPage(command)) Interlocked.Increment(ref _count);
            return new(result);
        }

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (IsPage(command)) Interlocked.Decrement(ref _count);
            return new(result);
        }

        public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default) => Ended(command);

        public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default) => Ended(command);

        private Task Ended(DbCommand command)
        {
            if (IsPage(command)) Interlocked.Decrement(ref _count);
            return Task.CompletedTask;
        }

        private static bool IsPage(DbCommand command) =>
            command.CommandText.Contains("FROM \"Items\"", StringComparison.Ordinal) && command.CommandText.Contains("ORDER BY", StringComparison.Ordinal);
    }
}
