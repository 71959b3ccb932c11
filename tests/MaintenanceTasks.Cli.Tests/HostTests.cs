using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MaintenanceTasks.Cli.Tests;

public sealed class HostTests
{
    private readonly Started _started = new();

    [Fact]
    public async Task Without_the_first_argument_the_application_runs()
    {
        using var host = Build();
        using var stop = new CancellationTokenSource();

        var running = host.RunMaintenanceTasksAsync(["--urls", "maintenance-tasks"], stop.Token);
        await Eventually.Async(() => _started.Value, "the hosted services are started");
        await stop.CancelAsync();

        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task A_verb_starts_no_hosted_service_and_disposes_the_host()
    {
        var host = Build();

        var code = await host.RunMaintenanceTasksAsync(["maintenance-tasks", "pause", "77"]);

        Assert.Equal(2, code);
        Assert.False(_started.Value);
        Assert.Throws<ObjectDisposedException>(() => host.Services.GetRequiredService<TaskRunner>());
    }

    private IHost Build() => Sample.Build(new Workbench(), services => services.AddSingleton(_started).AddHostedService<Server>());

    private sealed class Started
    {
        public bool Value { get; set; }
    }

    private sealed class Server(Started started) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            started.Value = true;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
