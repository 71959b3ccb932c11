using MaintenanceTasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chaos.Races;

/// <summary>The real store on a database of its own, each racer on a connection of its own.</summary>
internal sealed class RaceDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private RaceDatabase(Action<DbContextOptionsBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddDbContext<RaceContext>(configure);
        services.AddMaintenanceTasks().UseEntityFrameworkCore<RaceContext>();
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public IRunStore Store => _services.GetRequiredService<IRunStore>();

    public static async Task<RaceDatabase> CreateAsync(Action<DbContextOptionsBuilder> configure)
    {
        var database = new RaceDatabase(configure);
        await using var scope = database._services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RaceContext>().Database.EnsureCreatedAsync();
        return database;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
