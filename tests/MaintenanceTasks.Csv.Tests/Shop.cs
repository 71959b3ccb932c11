using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaintenanceTasks.Csv.Tests;

/// <summary>The real engine on a database of its own.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private Shop(TestDatabase database, string? files)
    {
        _database = database;
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddDbContext<ShopContext>(database.Configure);
        services.AddMaintenanceTasks(options => options.PollInterval = TimeSpan.FromMilliseconds(50))
            .AddTask<ImportItems>().AddTask<ImportItemBatches>().AddTask<ImportGoodItems>().AddTask<ImportUnicode>().UseEntityFrameworkCore<ShopContext>();
        var inner = services.Last(service => service.ServiceType == typeof(IRunFiles)).ImplementationType!;
        services.AddSingleton<IRunFiles>(provider => new WatchedFiles(
            files is null ? (IRunFiles)ActivatorUtilities.CreateInstance(provider, inner) : new FolderRunFiles(files)));
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public TaskRunner Runner => _services.GetRequiredService<TaskRunner>();

    public WatchedFiles Files => (WatchedFiles)_services.GetRequiredService<IRunFiles>();

    /// <summary>Opens a shop whose files are in its database, or in a folder.</summary>
    public static async Task<Shop> OpenAsync(string kind = "SQLite", string? files = null)
    {
        var shop = new Shop(await TestDatabase.CreateAsync(kind), files);
        await shop.WithDbAsync(db => db.Database.EnsureCreatedAsync());
        return shop;
    }

    /// <summary>Lets the application's workers work until the run has ended or stopped.</summary>
    public async Task<Run> WorkAsync(long runId)
    {
        using var stopping = new CancellationTokenSource();
        var working = _services.GetRequiredService<RunWorker>().RunAsync(new WorkScope(2), stopping.Token);
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            while (true)
            {
                var run = (await Runner.FindAsync(runId))!.Run;
                if (run.Status is RunStatus.Succeeded or RunStatus.Errored && run.Total is not null) return run;
                if (patience.IsCancellationRequested) throw new TimeoutException($"The run is still {run}.");
                await Task.Delay(20, CancellationToken.None);
            }
        }
        finally
        {
            await stopping.CancelAsync();
            await working;
        }
    }

    public async Task<T> WithDbAsync<T>(Func<ShopContext, Task<T>> use)
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<ShopContext>());
    }

    public Task<List<int>> CodesAsync() => WithDbAsync(db => db.Items.OrderBy(item => item.Id).Select(item => item.Code).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
