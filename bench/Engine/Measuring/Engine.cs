using Bench.Data;
using MaintenanceTasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bench.Measuring;

/// <summary>An application with the engine, without a web server and without logs.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly RunClock _clock = new();

    private Engine(BenchDatabase database, Action<DbContextOptionsBuilder>? more, bool works)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>(); // a signal ends the measurement, not the engine alone
        builder.Services.AddDbContext<BenchContext>(options =>
        {
            database.Configure(options);
            more?.Invoke(options);
        });
        builder.Services.AddSingleton<IRunListener>(_clock);
        builder.Services.AddMaintenanceTasks(options => options.Worker.Enabled = works).AddTasksFromAssemblyContaining<Engine>().UseEntityFrameworkCore<BenchContext>();
        _host = builder.Build();
    }

    public TaskRunner Runner => _host.Services.GetRequiredService<TaskRunner>();

    /// <param name="database">The database of tasks and runs.</param>
    /// <param name="more">What else the context is to have.</param>
    /// <param name="works">False for a process that only starts runs, as the command line does.</param>
    public static async Task<Engine> StartAsync(BenchDatabase database, Action<DbContextOptionsBuilder>? more = null, bool works = true)
    {
        var engine = new Engine(database, more, works);
        await engine._host.StartAsync();
        return engine;
    }

    /// <summary>Performs a run of a task.</summary>
    /// <returns>From its first claim to its end, as recorded.</returns>
    public Task<TimeSpan> PerformAsync<TTask>(StartOptions? options = null)
        where TTask : MaintenanceTask => PerformAsync<TTask>(null, options);

    /// <inheritdoc cref="PerformAsync{TTask}(StartOptions?)"/>
    public async Task<TimeSpan> PerformAsync<TTask>(Action<TTask>? configure, StartOptions? options = null)
        where TTask : MaintenanceTask
    {
        var run = await Runner.StartAsync(configure, options);
        return await _clock.TookAsync(run.Id);
    }

    /// <summary>Waits until a run has ended or is paused.</summary>
    public Task EndedAsync(long run) => _clock.TookAsync(run);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
