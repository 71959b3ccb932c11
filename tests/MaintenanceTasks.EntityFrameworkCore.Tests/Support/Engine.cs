using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>The real engine on a real database, without a host: a runner, and workers that are started and stopped by the test.</summary>
public sealed class Engine : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Engine(ServiceProvider services) => _services = services;

    public TaskRunner Runner => _services.GetRequiredService<TaskRunner>();

    public IRunStore Store => _services.GetRequiredService<IRunStore>();

    public IServiceProvider Services => _services;

    /// <summary>Options of workers that are missed within seconds.</summary>
    public static void ShortLease(MaintenanceTasksOptions options) =>
        (options.LeaseDuration, options.BeatInterval, options.SweepInterval) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    public static async Task<Engine> CreateAsync(
        TestDatabase database, Action<MaintenanceTasksOptions>? configure = null, Action<IServiceCollection>? services = null,
        Action<DbContextOptionsBuilder>? context = null, Action<EntityFrameworkStoreOptions>? ties = null)
    {
        await using (var db = await database.NewContextAsync())
        {
        }

        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        Register(collection, database.Context().Registration, (services, options) =>
        {
            database.ConfigureShop(options);
            database.Context().Options?.Invoke(database, services, options);
            context?.Invoke(options);
        });
        collection.AddSingleton<Ledger>().AddScoped<CurrentUser>().AddScoped<AuditInterceptor>();
        collection.AddMaintenanceTasks(options =>
            {
                options.PollInterval = TimeSpan.FromMilliseconds(50);
                configure?.Invoke(options);
            })
            .AddTasksFromAssemblyContaining<Engine>()
            .UseEntityFrameworkCore<ShopContext>(ties);
        services?.Invoke(collection);
        return new Engine(collection.BuildServiceProvider(validateScopes: true));
    }

    /// <summary>Works until it is told to stop.</summary>
    public Task WorkAsync(CancellationToken stopping, int slices = 2) => _services.GetRequiredService<RunWorker>().RunAsync(new WorkScope(slices), stopping);

    /// <summary>True while no slice is worked on here.</summary>
    public bool IsIdle => _services.GetRequiredService<LeaseKeeper>().Slices.Count == 0;

    /// <summary>True once a slice of the run here is not to be trusted any more.</summary>
    internal bool IsLost(long runId) =>
        _services.GetRequiredService<LeaseKeeper>().Slices.Any(slice => slice.Lease.RunId == runId && slice.Stop == StopReason.LeaseLost);

    /// <summary>Works until the run has a status that satisfies, then stops in good order.</summary>
    public async Task<Run> WorkUntilAsync(long runId, Func<Run, bool> until, int slices = 2)
    {
        using var stopping = new CancellationTokenSource();
        var working = _services.GetRequiredService<RunWorker>().RunAsync(new WorkScope(slices), stopping.Token);
        try
        {
            return await Eventually.AsyncUntil(async () => (await Runner.FindAsync(runId))!.Run, until);
        }
        finally
        {
            await stopping.CancelAsync();
            await working;
        }
    }

    public Task<Run> WorkToTheEndAsync(long runId) => WorkUntilAsync(runId, run => run.Status.IsCompleted());

    public async Task<T> WithDbAsync<T>(Func<ShopContext, Task<T>> use)
    {
        CurrentUser.SignIn("somebody");
        await using var scope = _services.CreateAsyncScope();
        if (scope.ServiceProvider.GetService<ShopContext>() is { } db) return await use(db);
        await using var made = scope.ServiceProvider.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContext();
        return await use(made);
    }

    public Task AddItemsAsync(int count) => WithDbAsync(async db =>
    {
        db.Items.AddRange(Enumerable.Range(1, count).Select(id => new Item { Id = id, Name = $"item {id}" }));
        return await db.SaveChangesAsync();
    });

    public Task<List<Item>> ItemsAsync() => WithDbAsync(db => db.Items.AsNoTracking().OrderBy(item => item.Id).ToListAsync());

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static void Register(IServiceCollection services, ContextRegistration registration, Action<IServiceProvider, DbContextOptionsBuilder> configure)
    {
        switch (registration)
        {
            case ContextRegistration.Pool:
                services.AddDbContextPool<ShopContext>(configure);
                break;
            case ContextRegistration.FactoryOnly:
                services.AddSingleton<IDbContextFactory<ShopContext>>(provider => new ShopFactory(options => configure(provider, options)));
                break;
            default:
                services.AddDbContext<ShopContext>(configure);
                break;
        }
    }
}
