using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>The only way to a context in some applications.</summary>
internal sealed class ShopFactory(Action<DbContextOptionsBuilder> configure) : IDbContextFactory<ShopContext>
{
    public ShopContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<ShopContext>();
        configure(options);
        return new ShopContext(options.Options);
    }
}
