using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.Sets;

/// <summary>The engine on a context that nobody listens to when it saves.</summary>
internal sealed class SheetEngine : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private SheetEngine(ServiceProvider services) => _services = services;

    public Ledger Ledger => _services.GetRequiredService<Ledger>();

    public TaskRunner Runner => _services.GetRequiredService<TaskRunner>();

    public static async Task<SheetEngine> CreateAsync(
        TestDatabase database, int sheets, SheetTrait traits = SheetTrait.OnlyPlain, Action<SheetContext>? made = null, Action<MaintenanceTasksOptions>? configure = null,
        Action<DbContextOptionsBuilder>? context = null)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<Ledger>();
        services.AddDbContextFactory<SheetContext>(options =>
        {
            database.Configure(options);
            context?.Invoke(options);
        });
        services.AddScoped(provider =>
        {
            var db = new SheetContext(provider.GetRequiredService<DbContextOptions<SheetContext>>(), new SheetModel(traits | SheetTrait.Runs));
            made?.Invoke(db);
            return db;
        });
        services.AddMaintenanceTasks(options =>
            {
                options.PollInterval = TimeSpan.FromMilliseconds(50);
                configure?.Invoke(options);
            })
            .AddTask<LookAtSheets>().AddTask<AskBesideSheets>().AddTask<RaiseSheets>().UseEntityFrameworkCore<SheetContext>();
        var engine = new SheetEngine(services.BuildServiceProvider(validateScopes: true));
        await engine.WithDbAsync(async db =>
        {
            await db.Database.EnsureCreatedAsync();
            db.AddRange(Enumerable.Range(1, sheets).Select(id => new Sheet { Id = id, Text = "old", At = DateTime.UnixEpoch }));
            return await db.SaveChangesAsync();
        });
        return engine;
    }

    public async Task<T> WithDbAsync<T>(Func<SheetContext, Task<T>> use)
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<SheetContext>());
    }

    public Task<List<Sheet>> SheetsAsync() => WithDbAsync(db => db.Sheets.AsNoTracking().OrderBy(sheet => sheet.Id).ToListAsync());

    /// <summary>Works until the run has ended, or has the status.</summary>
    public async Task<(Run Run, Partition Partition)> WorkAsync(long runId, RunStatus status = RunStatus.Succeeded)
    {
        using var stopping = new CancellationTokenSource();
        var working = _services.GetRequiredService<RunWorker>().RunAsync(new WorkScope(1), stopping.Token);
        try
        {
            await Eventually.AsyncUntil(async () => (await Runner.FindAsync(runId))!.Run, run => run.Status == status);
        }
        finally
        {
            await stopping.CancelAsync();
            await working;
        }

        var found = (await Runner.FindAsync(runId))!;
        return (found.Run, found.Partitions[0]);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
