using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A wrong database does not stop the start: every call says what was found, and work begins when it is mended.</summary>
public sealed class WrongDatabaseTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase _database = new();
    private ServiceProvider _services = null!;

    private TaskRunner Runner => _services.GetRequiredService<TaskRunner>();

    public ValueTask InitializeAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddHealthChecks().AddMaintenanceTasks();
        services.AddSingleton<Ledger>();
        services.AddDbContext<ShopContext>(_database.Configure);
        services.AddMaintenanceTasks(options => options.PollInterval = TimeSpan.FromMilliseconds(20))
            .AddTask<RaiseRevisions>().UseEntityFrameworkCore<ShopContext>();
        _services = services.BuildServiceProvider();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Missing_tables_are_said_with_what_to_write()
    {
        var failure = await Assert.ThrowsAsync<RunStoreUnavailableException>(() => Runner.StartAsync<RaiseRevisions>());

        Assert.Contains("no such table: maintenance_task_runs", failure.Message, StringComparison.Ordinal);
        Assert.Contains("modelBuilder.AddMaintenanceTasks() in ShopContext", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_file_that_cannot_be_opened_is_said()
    {
        await using var elsewhere = new ServiceCollection().AddLogging().AddSingleton<Ledger>()
            .AddDbContext<ShopContext>(options => options.UseSqlite("Data Source=/nowhere/at/all/test.db").AmongManyModels())
            .AddMaintenanceTasks().AddTask<RaiseRevisions>().UseEntityFrameworkCore<ShopContext>().Services.BuildServiceProvider();

        var failure = await Assert.ThrowsAsync<RunStoreUnavailableException>(
            () => elsewhere.GetRequiredService<TaskRunner>().ListAsync());

        Assert.Contains("cannot be opened", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Survives("F28")]
    public async Task A_read_only_database_is_said()
    {
        await CreateAsync();
        await using var reading = new ServiceCollection().AddLogging().AddSingleton<Ledger>()
            .AddDbContext<ShopContext>(options => options.UseSqlite($"{_database.ConnectionString};Mode=ReadOnly").AmongManyModels())
            .AddMaintenanceTasks().AddTask<RaiseRevisions>().UseEntityFrameworkCore<ShopContext>().Services.BuildServiceProvider();
        var runner = reading.GetRequiredService<TaskRunner>();

        var failure = await Assert.ThrowsAsync<RunStoreUnavailableException>(() => runner.StartAsync<RaiseRevisions>());

        Assert.Contains("read-only", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await runner.ListAsync());
    }

    [Fact]
    public async Task A_worker_waits_for_its_database_and_begins_when_it_is_there()
    {
        using var stopping = new CancellationTokenSource();
        var working = _services.GetRequiredService<RunWorker>().RunAsync(new WorkScope(1), stopping.Token);
        await Eventually.AsyncUntil(HealthAsync, health => health == HealthStatus.Degraded);

        await CreateAsync();
        await Eventually.AsyncUntil(HealthAsync, health => health == HealthStatus.Healthy);
        var run = await Runner.StartAsync<RaiseRevisions>();
        var ended = await Eventually.AsyncUntil(async () => (await Runner.FindAsync(run.Id))!.Run, found => found.Status.IsCompleted());
        await stopping.CancelAsync();
        await working;

        Assert.Equal(RunStatus.Succeeded, ended.Status);
    }

    [Fact]
    public void A_model_without_our_tables_stops_the_start()
    {
        using var services = new ServiceCollection().AddLogging().AddDbContext<BareContext>(_database.Configure)
            .AddMaintenanceTasks().UseEntityFrameworkCore<BareContext>().Services.BuildServiceProvider();

        var refusal = Assert.Throws<TaskNotUsableException>(services.CheckMaintenanceTasks);

        Assert.Contains("Call modelBuilder.AddMaintenanceTasks() in BareContext.OnModelCreating", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SQLite", "\"done\" INTEGER NOT NULL")]
    [InlineData("PostgreSQL", "started_at timestamp with time zone")]
    public void The_schema_can_be_written_down_without_a_database(string kind, string column)
    {
        using var services = new ServiceCollection().AddLogging()
            .AddDbContext<ShopContext>(options => _ = (kind == "SQLite" ? options.UseSqlite("Data Source=nowhere.db") : options.UseNpgsql("Host=nowhere")).AmongManyModels())
            .AddMaintenanceTasks().UseEntityFrameworkCore<ShopContext>().Services.BuildServiceProvider();

        var script = services.GetRequiredService<IStoreSchema>().CreateScript();

        Assert.Contains(column, script, StringComparison.Ordinal);
        Assert.DoesNotContain("Items", script, StringComparison.Ordinal);
        Assert.Equal(8, script.Split("CREATE TABLE").Length - 1);
    }

    private async Task<HealthStatus> HealthAsync() =>
        (await _services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;

    private async Task CreateAsync()
    {
        await using var db = await _database.NewContextAsync();
    }

    private sealed class BareContext(DbContextOptions<BareContext> options) : DbContext(options);
}
