using Hangfire;
using MaintenanceTasks.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MaintenanceTasks.Hangfire.Tests;

/// <summary>Hangfire keeps the same contract as the built-in queue. Not in parallel: Hangfire holds the current storage in a static field.</summary>
[Collection("Hangfire")]
public sealed class QueueTests
{
    public static TheoryData<string, string> Cases => [.. RunQueueConformance.Cases.SelectMany(name => new[] { (name, "PostgreSQL"), (name, "Redis") })];

    [Theory, MemberData(nameof(Cases))]
    public Task Hangfire_keeps_the_contract_of_a_queue(string name, string storage) => RunQueueConformance.RunAsync(
        name,
        builder =>
        {
            builder.Services.AddHangfire(hangfire => Storages.Configure(hangfire, storage));
            builder.UseHangfire(options => options.SchedulePollingInterval = TimeSpan.FromSeconds(1));
        });

    [Fact]
    [Survives("F74")]
    public async Task An_application_starts_without_Hangfires_storage_and_performs_runs_when_it_is_there()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var (isThere, asked) = (false, 0);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddHangfire(hangfire =>
        {
            Interlocked.Increment(ref asked);
            if (!Volatile.Read(ref isThere)) throw new TimeoutException("No server answers.");
            Storages.Configure(hangfire, "PostgreSQL");
        });
        builder.Services.AddMaintenanceTasks().UseInMemoryStore().AddTask<Nothing>().UseHangfire();
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        var runner = host.Services.GetRequiredService<TaskRunner>();
        var run = await runner.StartAsync<Nothing>(cancellationToken: cancellationToken);
        await UntilAsync(() => Task.FromResult(Volatile.Read(ref asked) > 0));
        Assert.Equal(RunStatus.Enqueued, run.Status);

        Volatile.Write(ref isThere, true);
        await UntilAsync(async () => (await runner.FindAsync(run.Id, cancellationToken))!.Run.Status == RunStatus.Succeeded);
        await host.StopAsync(cancellationToken);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await condition()) await Task.Delay(10, patience.Token);
    }

    private sealed class Nothing : OneOffTask
    {
        public override void Process()
        {
        }
    }
}
