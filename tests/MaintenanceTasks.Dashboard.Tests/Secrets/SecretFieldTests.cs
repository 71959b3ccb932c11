using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

public sealed class SecretFieldTests
{
    private const string Task = DashboardHost.Root + "/tasks/SignIn";

    [Fact]
    public async Task A_secret_is_typed_into_a_password_field_that_is_never_filled()
    {
        await using var host = await StartAsync();
        var page = await host.PageAsync(Task + "?Password=from-the-address&Fallback=from-the-address&User=bob");
        var field = page.QuerySelector("#field-Password")!;
        Assert.Equal(("password", "new-password", null), (field.GetAttribute("type"), field.GetAttribute("autocomplete"), field.GetAttribute("value")));
        Assert.Equal("bob", page.QuerySelector("#field-User")!.GetAttribute("value"));
        Assert.Equal("", ((IHtmlTextAreaElement)page.QuerySelector("#field-Certificate")!).Value);
        Assert.DoesNotContain("from-the-address", page.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("from-the-address", page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("built-in-fallback", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact, Avoids("Q13")]
    public async Task After_an_error_everything_is_kept_but_the_secret()
    {
        await using var host = await StartAsync();
        var form = (await host.PageAsync(Task)).Form("/tasks/SignIn");
        var answer = await host.SubmitAsync(form, ("Password", "hunter-2"), ("Certificate", "line one\r\nline two of it"), ("User", "nobody"));
        var page = await DashboardHost.ReadAsync(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("nobody", page.QuerySelector("#field-User")!.GetAttribute("value"));
        Assert.Equal("nobody has no password ••••••.", page.Text("#field-User-error"));
        Assert.DoesNotContain("hunter-2", page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("line two of it", page.Source.Text, StringComparison.Ordinal);
        Assert.Empty(await host.Runner.ListAsync());
    }

    [Fact]
    public async Task A_secret_left_empty_keeps_its_default_and_a_required_one_is_asked_for()
    {
        await using var host = await StartAsync();
        var form = (await host.PageAsync(Task)).Form("/tasks/SignIn");
        var page = await DashboardHost.ReadAsync(await host.SubmitAsync(form), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("a value is required: text.", page.Text("#field-Password-error"));

        await host.SubmitAsync(form, ("Password", "hunter-2"));
        Assert.Equal(["Password", "User"], Assert.Single(await host.Runner.ListAsync()).Arguments.Keys.Order());
    }

    [Fact, Ancestor("C247", Better = "stored protected, never prefilled, and masked wherever it could be read")]
    public async Task The_page_of_a_run_shows_dots()
    {
        await using var host = await StartAsync();
        var run = await host.Runner.StartAsync<SignIn<int>>(task => task.Password = "hunter-2");
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}");
        Assert.Contains("Password•••••• Fallback•••••• Userada", page.Text("[aria-labelledby=arguments-title]"), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter-2", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_data_protection_the_application_does_not_start()
    {
        var refusal = await Assert.ThrowsAsync<TaskNotUsableException>(() => DashboardHost.StartAsync(
            builder => builder.Services.AddSingleton<Passwords>().AddMaintenanceTasks().AddTask<SignIn<int>>(),
            application => application.MapMaintenanceTasks().AllowAnonymous()));
        Assert.Contains("Write builder.Services.AddDataProtection()", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<DashboardHost> StartAsync() => DashboardHost.StartAsync(
        builder =>
        {
            builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
            builder.Services.AddSingleton<Passwords>().AddMaintenanceTasks(options => options.Worker.Enabled = false).AddTask<SignIn<int>>();
        },
        application => application.MapMaintenanceTasks().AllowAnonymous());
}
