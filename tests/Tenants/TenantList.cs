using System.Globalization;
using MaintenanceTasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Tenants;

/// <summary>The tenants, and where each of them is.</summary>
public sealed class TenantList(IConfiguration configuration) : ITaskScopes
{
    private readonly string _store = configuration.GetConnectionString("Blog")!;

    public IReadOnlyList<string> Names =>
        [.. Enumerable.Range(0, configuration.GetValue("Tenants:Count", 0)).Select(number => string.Create(CultureInfo.InvariantCulture, $"tenant{number:00}"))];

    public bool AreSchemas => _store.StartsWith("Host=", StringComparison.Ordinal);

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(Names);

    public void UseStore(DbContextOptionsBuilder options)
    {
        if (AreSchemas) options.UseNpgsql(_store);
        else options.UseSqlite(_store);
    }

    public void UseTenant(DbContextOptionsBuilder options, string tenant)
    {
        if (AreSchemas) options.UseNpgsql($"{_store};Search Path={tenant},public;Maximum Pool Size=4");
        else options.UseSqlite($"Data Source={tenant}.db");
    }
}
