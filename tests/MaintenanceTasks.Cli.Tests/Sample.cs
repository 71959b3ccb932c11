using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.Cli.Tests;

/// <summary>An application with tasks, an in-memory store and the console logger at its loudest. Never started by a verb.</summary>
internal static class Sample
{
    public static IHost Build(Workbench bench, Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = [] });
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton(bench);
        builder.Services.AddMaintenanceTasks(options =>
            {
                options.PollInterval = TimeSpan.FromMilliseconds(20);
                options.CheckpointInterval = TimeSpan.FromMilliseconds(20);
            })
            .AddTask<MarkNumbers>()
            .AddTask<FailOnNumber>()
            .AddTask<SlowNumbers>()
            .AddTask<WarmCaches>()
            .UseInMemoryStore();
        configure?.Invoke(builder.Services);
        return builder.Build();
    }
}
