using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Contexts on the database of a test.</summary>
public static class ShopDatabase
{
    /// <summary>What makes the context unlike a tidy one.</summary>
    public static HostileContext Context(this TestDatabase database) =>
        database.Variant.Length == 0 ? HostileContext.None : HostileContext.Named(database.Variant);

    /// <summary>A context on a database that has its tables.</summary>
    public static async Task<ShopContext> NewContextAsync(this TestDatabase database)
    {
        var db = database.NewContext();
        await db.Database.EnsureCreatedAsync();
        return db;
    }

    public static ShopContext NewContext(this TestDatabase database, params IInterceptor[] interceptors)
    {
        var options = new DbContextOptionsBuilder<ShopContext>();
        database.ConfigureShop(options);
        return new ShopContext(options.AddInterceptors(interceptors).Options);
    }

    public static void ConfigureShop(this TestDatabase database, DbContextOptionsBuilder options)
    {
        database.Configure(options);
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new HostileExtension(database.Context()));
    }

    /// <summary>A retry strategy as a host enables it.</summary>
    public static void UseRetries(this TestDatabase database, DbContextOptionsBuilder options)
    {
        if (database is SqlServerTestDatabase) options.UseSqlServer(provider => provider.ExecutionStrategy(dependencies => new RetryingStrategy(dependencies)));
        else if (database is SqliteTestDatabase) options.UseSqlite(provider => provider.ExecutionStrategy(dependencies => new RetryingStrategy(dependencies)));
        else options.UseNpgsql(provider => provider.ExecutionStrategy(dependencies => new RetryingStrategy(dependencies)));
    }
}
