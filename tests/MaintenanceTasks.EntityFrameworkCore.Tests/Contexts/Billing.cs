using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>An application with two contexts, and 300 invoices in the second.</summary>
internal static class Billing
{
    public const int Invoices = 300;

    /// <param name="runs">The database of the runs.</param>
    /// <param name="invoices">The database of the invoices; the same one, or another.</param>
    /// <param name="ties">What the application says of the two.</param>
    /// <param name="keepsProgress">Whether the second context has the table for it.</param>
    /// <param name="context">More options of the second context.</param>
    public static async Task<Engine> CreateAsync(
        TestDatabase runs, TestDatabase invoices, Action<EntityFrameworkStoreOptions> ties, bool keepsProgress = false, Action<DbContextOptionsBuilder>? context = null)
    {
        var engine = await Engine.CreateAsync(runs, ties: ties, services: services =>
        {
            services.AddSingleton(new BillingTables(keepsProgress));
            services.AddDbContext<BillingContext>(options =>
            {
                invoices.Configure(options);
                options.ReplaceService<Microsoft.EntityFrameworkCore.Infrastructure.IModelCacheKeyFactory, ModelOfTables>();
                context?.Invoke(options);
            });
        });
        await engine.WithBillingAsync(async db =>
        {
            // The database may be there, with the tables of the runs.
            await db.GetService<IRelationalDatabaseCreator>().ExistsAsync();
            await db.Database.ExecuteSqlRawAsync(db.Database.GenerateCreateScript());
            db.Invoices.AddRange(Enumerable.Range(1, Invoices).Select(id => new Invoice { Id = id }));
            return await db.SaveChangesAsync();
        });
        return engine;
    }

    public static async Task<T> WithBillingAsync<T>(this Engine engine, Func<BillingContext, Task<T>> use)
    {
        await using var scope = engine.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<BillingContext>());
    }

    /// <summary>How often each invoice was reminded of.</summary>
    public static Task<List<int>> RemindersAsync(this Engine engine) =>
        engine.WithBillingAsync(db => db.Invoices.OrderBy(invoice => invoice.Id).Select(invoice => invoice.Reminders).ToListAsync());

    private sealed class ModelOfTables : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (context.GetType(), designTime, Tables(context));

        private static bool Tables(DbContext context) => context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!
            .ApplicationServiceProvider!.GetRequiredService<BillingTables>().KeepsProgress;
    }
}

/// <summary>Does something when a transaction of pages was committed, before anybody hears of it.</summary>
internal sealed class AfterCommit(Func<Task> act) : DbTransactionInterceptor
{
    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        eventData.Context?.ChangeTracker.Entries<Invoice>().Any() == true ? act() : Task.CompletedTask;
}
