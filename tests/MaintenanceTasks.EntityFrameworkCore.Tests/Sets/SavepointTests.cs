using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.Sets;

/// <summary>Whether a page is saved behind a savepoint, which costs two statements on a server, and on SQLite a second copy of all it changes.</summary>
public sealed class SavepointTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task None_is_made_where_the_page_is_rolled_back_as_a_whole(string kind) => Assert.Equal((0, -1), await SaveAsync(kind, _ => { }));

    [Theory, ClassData(typeof(Databases))]
    public async Task Who_listens_to_saves_can_go_back_to_it(string kind) => Assert.Equal((1, -1), await SaveAsync(kind, db => db.SavingChanges += (_, _) => { }));

    /// <returns>How many were made while the one page with a change was saved, and what it changed.</returns>
    private static async Task<(int Savepoints, int Number)> SaveAsync(string kind, Action<SheetContext> made)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var log = new SavepointLog();
        await using var engine = await SheetEngine.CreateAsync(database, 10, made: made, context: options => options.AddInterceptors(log));

        await engine.WorkAsync((await engine.Runner.StartAsync<LookAtSheets>(task => task.Changed = 7)).Id);

        return (log.Count, (await engine.SheetsAsync())[6].Number);
    }

    private sealed class SavepointLog : DbTransactionInterceptor
    {
        public int Count { get; private set; }

        public override Task CreatedSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
        {
            if (eventData.Context is SheetContext { ChangeTracker: var tracker } && tracker.Entries<Sheet>().Any()) Count++;
            return Task.CompletedTask;
        }
    }
}
