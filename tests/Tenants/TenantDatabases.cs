using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Tenants;

/// <summary>Makes the databases of all tenants.</summary>
internal static class TenantDatabases
{
    public static async Task CreateAsync(IServiceProvider services, int rows)
    {
        var tenants = services.GetRequiredService<TenantList>();
        await services.GetRequiredService<StoreContext>().Database.EnsureCreatedAsync();
        foreach (var tenant in tenants.Names)
        {
            var options = new DbContextOptionsBuilder<TenantContext>();
            tenants.UseTenant(options, tenant);
            await using var db = new TenantContext(options.Options);
            if (tenants.AreSchemas)
            {
#pragma warning disable EF1002 // The names are our own.
                await db.Database.ExecuteSqlRawAsync($"CREATE SCHEMA {tenant}");
#pragma warning restore EF1002
                await db.Database.ExecuteSqlRawAsync(db.Database.GenerateCreateScript());
            }
            else
            {
                await db.Database.EnsureCreatedAsync();
            }

            await db.Database.ExecuteSqlRawAsync(
                """
                WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < {0})
                INSERT INTO "Rows" ("Id", "Revision") SELECT number, 0 FROM numbers
                """,
                rows);
        }
    }
}
