using MaintenanceTasks.Testing;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>The store on contexts as real applications have them: all cases of its contract, one after the other in one database.</summary>
public sealed class HostileStoreTests
{
    [Theory, ClassData(typeof(HostileContexts))]
    public async Task The_store_keeps_its_contract(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        List<string> failures = [];
        foreach (var name in RunStoreConformance.Cases)
        {
            try
            {
                await RunStoreConformance.RunAsync(name, engine.Store);
            }
            catch (Exception exception)
            {
                failures.Add($"{name}: {exception}");
            }

            await engine.WithDbAsync(ForgetAsync);
        }

        Assert.Empty(failures);
    }

    private static async Task<int> ForgetAsync(ShopContext db) =>
        await ForgetAsync<RunRow>(db) + await ForgetAsync<PartitionRow>(db) + await ForgetAsync<EventRow>(db)
        + await ForgetAsync<FailedItemRow>(db) + await ForgetAsync<SampleRow>(db) + await ForgetAsync<NodeRow>(db);

    private static Task<int> ForgetAsync<TRow>(ShopContext db)
        where TRow : class => db.Set<TRow>().IgnoreQueryFilters().ExecuteDeleteAsync();
}
