using MaintenanceTasks.Testing;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

public sealed class StoreConformanceTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var database in new StoreDatabases())
            {
                foreach (var name in RunStoreConformance.Cases) cases.Add(database.Data, name);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    [Survives("F11", "F51", "F52", "F80")]
    public async Task The_store_keeps_its_contract(string database, string name)
    {
        await using var own = await TestDatabase.CreateAsync(database);
        await using var engine = await Engine.CreateAsync(own);
        await RunStoreConformance.RunAsync(name, engine.Store);
    }
}
