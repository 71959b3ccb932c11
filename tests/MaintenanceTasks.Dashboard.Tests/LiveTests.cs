using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

public sealed class LiveTests
{
    [Theory]
    [InlineData("/live/tasks", "now tasks")]
    [InlineData("/live/tasks/Backfill", "active history")]
    [InlineData("/live/runs/1", "summary details")]
    public async Task A_stream_brings_fragments_without_form_or_token(string path, string ids)
    {
        await using var host = await DashboardHost.StartAsync();
        await host.Runner.StartAsync<Backfill>();
        await using var stream = await LiveStream.OpenAsync(host, path);
        var fragment = await stream.UntilAsync(_ => true);
        Assert.Equal(ids.Split(' '), fragment.Body!.Children.Select(element => element.Id));
        Assert.Empty(fragment.QuerySelectorAll("form, input, button:not([type=button])"));
    }

    [Fact]
    public async Task A_stream_tells_each_change_of_status()
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await host.Runner.StartAsync<Backfill>();
        await using var stream = await LiveStream.OpenAsync(host, "/live/runs/1");
        await stream.UntilAsync(page => page.QuerySelector("#summary")!.GetAttribute("data-can") == "pause cancel");
        await host.Runner.PauseAsync(run.Id);
        await stream.UntilAsync(page => page.QuerySelector("#summary")!.GetAttribute("data-can") == "resume cancel");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?once=fresh")]
    public async Task A_viewer_that_comes_is_not_shown_what_was_read_before(string query)
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await host.Runner.StartAsync<Backfill>();
        await using var earlier = await LiveStream.OpenAsync(host, "/live/runs/1");
        await earlier.UntilAsync(_ => true);
        await host.Runner.PauseAsync(run.Id);
        Assert.Equal("resume cancel", (await FirstAsync(host, "/live/runs/1" + query)).QuerySelector("#summary")!.GetAttribute("data-can"));
    }

    [Fact]
    [Survives("S14")]
    public async Task Many_viewers_share_one_reader()
    {
        var store = new CountingReads();
        await using var host = await DashboardHost.StartAsync(
            builder =>
            {
                builder.Services.Configure<MaintenanceTasksOptions>(options => options.Worker.Enabled = false);
                store.Wrap(builder.Services);
            },
            application => application.MapMaintenanceTasks().AllowAnonymous());
        await host.Runner.StartAsync<Backfill>();
        var streams = new List<LiveStream>();
        for (var viewer = 0; viewer < 10; viewer++) streams.Add(await LiveStream.OpenAsync(host, "/live/runs/1"));
        foreach (var stream in streams) await stream.UntilAsync(_ => true);
        Assert.InRange(store.Finds, 1, 9);
        foreach (var stream in streams) await stream.DisposeAsync();
    }

    [Fact]
    public async Task A_run_that_does_not_exist_is_told_as_trouble()
    {
        await using var host = await DashboardHost.StartAsync();
        await using var stream = await LiveStream.OpenAsync(host, "/live/runs/99");
        Assert.Contains("There is no run 99", await stream.TroubleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_end_when_the_application_stops_long_before_the_host_would_give_up()
    {
        await using var host = await DashboardHost.StartAsync(
            builder => builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMinutes(5)),
            application => application.MapMaintenanceTasks().AllowAnonymous());
        await using var stream = await LiveStream.OpenAsync(host, "/live/tasks");
        await stream.UntilAsync(_ => true);
        var stopping = host.Application.StopAsync();
        await stream.EndAsync();
        await stopping.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> FirstAsync(DashboardHost host, string path)
    {
        if (path.Contains('?', StringComparison.Ordinal)) return await host.PageAsync(DashboardHost.Root + path);
        await using var stream = await LiveStream.OpenAsync(host, path);
        return await stream.UntilAsync(_ => true);
    }
}
