using Microsoft.AspNetCore.Builder;

namespace MaintenanceTasks.Dashboard.Tests;

public sealed class SourcePageTests
{
    private const string Task = DashboardHost.Root + "/tasks/Backfill";

    [Fact]
    [Ancestor("C230")]
    public async Task The_page_of_a_task_has_its_source_folded_away()
    {
        await using var host = await StartAsync("Development");
        var source = (await host.PageAsync(Task)).QuerySelector("details.source")!;
        Assert.False(source.HasAttribute("open"));
        Assert.Contains("public sealed class Backfill(Gate gate) : ListTask<int>\n{", source.QuerySelector("pre code")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("class", source.QuerySelectorAll(".keyword").Select(mark => mark.TextContent));
    }

    [Theory]
    [InlineData("Development", null, null, true)]
    [InlineData("Development", "false", null, false)]
    [InlineData("Production", null, null, false)]
    [InlineData("Production", "true", null, true)]
    [InlineData("Production", null, true, true)]
    [InlineData("Production", "true", false, false)]
    public async Task It_is_shown_in_development_unless_configuration_or_mapping_say_otherwise(string environment, string? configured, bool? mapped, bool shown)
    {
        await using var host = await StartAsync(environment, configured, mapped);
        Assert.Equal(shown, (await host.PageAsync(Task)).QuerySelector(".source") is not null);
    }

    [Fact]
    [Avoids("Q52")]
    public async Task A_page_does_without_source_that_is_not_at_hand()
    {
        await using var host = await StartAsync("Development");
        var page = await host.PageAsync(DashboardHost.Root + "/tasks/MovedTask");
        Assert.Null(page.QuerySelector(".source"));
        Assert.NotNull(page.Form("/tasks/MovedTask"));
    }

    [Fact]
    [Ancestor("C232")]
    public async Task The_page_of_a_task_that_is_gone_has_no_source()
    {
        await using var host = await StartAsync("Development");
        await host.CreateRunAsync("Gone");
        Assert.Null((await host.PageAsync(DashboardHost.Root + "/tasks/Gone")).QuerySelector(".source"));
    }

    private static Task<DashboardHost> StartAsync(string environment, string? configured = null, bool? mapped = null) => DashboardHost.StartAsync(
        builder =>
        {
            builder.Environment.EnvironmentName = environment;
            builder.Configuration["MaintenanceTasks:Dashboard:ShowSource"] = configured;
            builder.Configuration["MaintenanceTasks:Worker:Enabled"] = "false";
        },
        application => application.MapMaintenanceTasks(configure: options => options.ShowSource = mapped ?? options.ShowSource).AllowAnonymous());
}
