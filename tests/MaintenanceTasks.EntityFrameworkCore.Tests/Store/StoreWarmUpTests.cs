using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>The warm-up runs beside the start of the host, and not beyond its stop.</summary>
public sealed class StoreWarmUpTests : IAsyncDisposable
{
    private readonly SqliteTestDatabase _database = new();
    private readonly Gate _gate = new();

    [Fact]
    public async Task The_stop_waits_for_it()
    {
        await using var engine = await EngineAsync();
        var warmUp = WarmUpOf(engine);
        await warmUp.StartAsync(CancellationToken.None);
        await _gate.Reached.Task;

        var stopping = warmUp.StopAsync(CancellationToken.None);
        Assert.False(stopping.IsCompleted);
        _gate.Opened.SetResult();
        await stopping;
    }

    [Fact]
    public async Task No_longer_than_the_host_waits()
    {
        await using var engine = await EngineAsync();
        var warmUp = WarmUpOf(engine);
        await warmUp.StartAsync(CancellationToken.None);
        using var enough = new CancellationTokenSource();

        var stopping = warmUp.StopAsync(enough.Token);
        Assert.False(stopping.IsCompleted);
        await enough.CancelAsync();
        await stopping;

        _gate.Opened.SetResult();
        await warmUp.StopAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static StoreWarmUpService<ShopContext> WarmUpOf(Engine engine) =>
        ActivatorUtilities.CreateInstance<StoreWarmUpService<ShopContext>>(engine.Services);

    private Task<Engine> EngineAsync() => Engine.CreateAsync(_database, context: options => options.AddInterceptors(_gate));

    /// <summary>Lets connections wait until it is opened.</summary>
    private sealed class Gate : DbConnectionInterceptor
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            Reached.TrySetResult();
            await Opened.Task;
            return result;
        }
    }
}
