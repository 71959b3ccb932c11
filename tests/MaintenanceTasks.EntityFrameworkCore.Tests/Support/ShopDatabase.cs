using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Contexts on the database of a test.</summary>
public static class ShopDatabase
{
    /// <summary>A context on a database that has its tables.</summary>
    public static async Task<ShopContext> NewContextAsync(this TestDatabase database)
    {
        var db = database.NewContext();
        await db.Database.EnsureCreatedAsync();
        return db;
    }

    public static ShopContext NewContext(this TestDatabase database)
    {
        var options = new DbContextOptionsBuilder<ShopContext>();
        database.Configure(options);
        return new ShopContext(options.Options);
    }
}
