using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MaintenanceTasks.Cli.Tests;

public sealed class StartChecksTests
{
    [Fact]
    public async Task Wrong_options_are_reported_before_any_verb_runs()
    {
        using var cli = new Cli(services => services.Configure<MaintenanceTasksOptions>(options => options.PollInterval = TimeSpan.Zero));

        var answer = await cli.CallAsync("perform", "WarmCaches");

        Assert.Equal((1, ""), (answer.Code, answer.Out));
        Assert.Contains("MaintenanceTasks:PollInterval must be greater than zero, found 00:00:00.", answer.Error);
        Assert.DoesNotContain("   at ", answer.Error);
    }

    [Fact]
    public async Task A_missing_store_is_reported()
    {
        using var cli = new Cli(services => services.RemoveAll<IRunStore>());

        var answer = await cli.CallAsync("list");

        Assert.Equal(
            (1, "", "Maintenance tasks have no store. Add .UseEntityFrameworkCore<YourContext>() after AddMaintenanceTasks()."),
            (answer.Code, answer.Out, answer.Error));
    }

    [Fact]
    public async Task A_missing_registration_is_reported()
    {
        using var cli = new Cli(services => services.RemoveAll<TaskCatalog>());

        var answer = await cli.CallAsync("list");

        Assert.Equal(
            (1, "", "Maintenance tasks are not registered. Call builder.Services.AddMaintenanceTasks()."), (answer.Code, answer.Out, answer.Error));
    }

    [Fact]
    public async Task A_task_that_overrides_nothing_is_reported()
    {
        using var cli = new Cli(services => services.AddMaintenanceTasks().AddTask<Forgetful>());

        var answer = await cli.CallAsync("list");

        Assert.Equal(1, answer.Code);
        Assert.Contains("overrides neither Process nor ProcessAsync. Override one of them.", answer.Error);
    }

    private sealed class Forgetful : ListTask<int>
    {
        public override IReadOnlyList<int> Collection() => [];
    }
}
