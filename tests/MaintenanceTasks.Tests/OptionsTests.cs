using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks.Tests;

public sealed class OptionsTests
{
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "LeaseDuration", "00:00:00", "LeaseDuration must be greater than zero" },
        { "BeatInterval", "-00:00:01", "BeatInterval must be greater than zero" },
        { "BeatInterval", "00:00:07", "BeatInterval must be at most a third of LeaseDuration" },
        { "SweepInterval", "00:00:00", "SweepInterval must be greater than zero" },
        { "PollInterval", "00:00:00", "PollInterval must be greater than zero" },
        { "CheckpointInterval", "00:00:00", "CheckpointInterval must be greater than zero" },
        { "MaxSliceDuration", "00:00:00", "MaxSliceDuration must be greater than zero" },
        { "CountTimeout", "00:00:00", "CountTimeout must be greater than zero" },
        { "StaleAfter", "00:00:00", "StaleAfter must be greater than zero" },
        { "CommandTimeout", "00:00:00", "CommandTimeout must be greater than zero" },
        { "LockTimeout", "00:00:00", "LockTimeout must be greater than zero" },
        { "KeepFinishedRunsFor", "00:00:00", "KeepFinishedRunsFor must be greater than zero" },
        { "KeepFinishedRunsPerTask", "-1", "KeepFinishedRunsPerTask" },
        { "ShutdownGrace", "-00:00:01", "ShutdownGrace must not be negative" },
        { "MaxPageSize", "0", "MaxPageSize" },
        { "TimeZone", "Mars/Olympus", "TimeZone must be a time zone of this machine, such as UTC or Europe/Berlin, found 'Mars/Olympus'" },
        { "Worker:MaxConcurrentSlices", "0", "MaxConcurrentSlices must be from 1 to 1000, found 0" },
        { "Worker:MaxConcurrentSlices", "1001", "MaxConcurrentSlices must be from 1 to 1000, found 1001" },
    };

    [Fact]
    public void Defaults_are_valid_and_as_documented()
    {
        var options = Options();
        Assert.Equal(TimeSpan.FromSeconds(20), options.LeaseDuration);
        Assert.Equal(TimeSpan.FromSeconds(5), options.BeatInterval);
        Assert.Equal(TimeSpan.FromSeconds(5), options.SweepInterval);
        Assert.Equal(TimeSpan.FromSeconds(1), options.PollInterval);
        Assert.Equal(TimeSpan.FromSeconds(1), options.CheckpointInterval);
        Assert.Equal(TimeSpan.FromSeconds(2), options.ShutdownGrace);
        Assert.Equal(TimeSpan.FromMinutes(5), options.MaxSliceDuration);
        Assert.Equal(TimeSpan.FromSeconds(30), options.CountTimeout);
        Assert.Equal(1000, options.MaxPageSize);
        Assert.Equal("UTC", options.TimeZone);
        Assert.Equal(TimeSpan.FromDays(30), options.StaleAfter);
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5)), (options.CommandTimeout, options.LockTimeout));
        Assert.Null(options.KeepFinishedRunsFor);
        Assert.Equal(20, options.KeepFinishedRunsPerTask);
        Assert.True(options.Worker.Enabled);
        Assert.Equal(2, options.Worker.MaxConcurrentSlices);
    }

    [Theory, MemberData(nameof(Wrong))]
    public void A_wrong_option_is_named_with_what_was_expected(string name, string value, string message)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Options((name, value)));
        Assert.Contains(message, refusal.Message);
    }

    [Fact]
    public void Options_are_read_from_the_configuration_and_code_has_the_last_word()
    {
        var options = Options(value => value.MaxPageSize = 7, ("MaxPageSize", "5"), ("Worker:Enabled", "false"), ("LeaseDuration", "00:01:00"));
        Assert.Equal(7, options.MaxPageSize);
        Assert.False(options.Worker.Enabled);
        Assert.Equal(TimeSpan.FromMinutes(1), options.LeaseDuration);
    }

    [Fact, Ancestor("C046")]
    public void Nothing_is_stale_when_the_configuration_says_so() => Assert.Null(Options(("StaleAfter", "")).StaleAfter);

    [Fact]
    public async Task Wrong_options_stop_the_start_of_the_host()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddMaintenanceTasks(options => options.MaxPageSize = 0).UseInMemoryStore();
        using var host = builder.Build();
        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }

    [Fact]
    public async Task A_missing_store_stops_the_start_of_the_host_and_says_what_to_write()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddMaintenanceTasks();
        using var host = builder.Build();
        var refusal = await Assert.ThrowsAsync<TaskNotUsableException>(() => host.StartAsync());
        Assert.Contains(".UseEntityFrameworkCore<", refusal.Message);
    }

    private static MaintenanceTasksOptions Options(params (string Name, string Value)[] values) => Options(null, values);

    private static MaintenanceTasksOptions Options(Action<MaintenanceTasksOptions>? configure, params (string Name, string Value)[] values)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create("MaintenanceTasks:" + value.Name, (string?)value.Value))).Build());
        services.AddMaintenanceTasks(configure);
        return services.BuildServiceProvider().GetRequiredService<IOptions<MaintenanceTasksOptions>>().Value;
    }
}
