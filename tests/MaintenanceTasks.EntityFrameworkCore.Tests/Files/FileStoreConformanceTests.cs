using MaintenanceTasks.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

public sealed class FileStoreConformanceTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var database in new Databases())
            {
                foreach (var name in RunFilesConformance.Cases) cases.Add(database.Data, name);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task The_file_store_keeps_its_contract(string database, string name)
    {
        await using var own = await TestDatabase.CreateAsync(database);
        await using var engine = await Engine.CreateAsync(own);
        await RunFilesConformance.RunAsync(name, engine.Services.GetRequiredService<IRunFiles>());
    }
}
