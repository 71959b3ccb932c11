using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

public sealed class SecurityTests
{
    public static TheoryData<string> Addresses => [DashboardHost.Root, DashboardHost.Root + "/tasks/Quick", DashboardHost.Root + "/runs/1", DashboardHost.Root + "/tasks/Nope"];

    [Theory]
    [MemberData(nameof(Addresses))]
    [Survives("S4", "S5")]
    public async Task Every_page_has_a_content_security_policy_without_exceptions(string address)
    {
        await using var host = await DashboardHost.StartAsync();
        await host.Runner.StartAsync<Quick>();
        var response = await host.GetAsync(address);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("nonce", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    [Avoids("Q38")]
    [Survives("S20")]
    public async Task No_page_has_inline_script_or_style_or_a_foreign_address(string address)
    {
        await using var host = await DashboardHost.StartAsync();
        await host.Runner.StartAsync<Quick>();
        var page = await DashboardHost.ReadAsync(await host.GetAsync(address), address.EndsWith("Nope", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK);
        Assert.All(page.Scripts, script => Assert.Equal("", script.Text));
        Assert.Empty(page.QuerySelectorAll("style, [style]"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.All(
            page.QuerySelectorAll("[src], [href], [action]").Select(element => element.GetAttribute("src") ?? element.GetAttribute("href") ?? element.GetAttribute("action")),
            link => Assert.True(link is "" or ['#', ..] || link!.StartsWith(DashboardHost.Root, StringComparison.Ordinal), link));
    }

    [Fact]
    [Survives("S3")]
    public async Task A_form_without_a_token_is_refused_with_a_readable_page_and_changes_nothing()
    {
        await using var host = await DashboardHost.StartAsync();
        foreach (var path in new[] { "/tasks/Quick", "/runs/1/pause", "/runs/1/resume", "/runs/1/cancel" })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, DashboardHost.Root + path) { Content = new FormUrlEncodedContent([]) };
            var page = await DashboardHost.ReadAsync(await host.SendAsync(request), HttpStatusCode.BadRequest);
            Assert.Contains("has no valid token", page.Text("main"), StringComparison.Ordinal);
        }

        Assert.Empty(await host.Runner.ListAsync());
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.BadRequest)]
    [InlineData("same-site", HttpStatusCode.BadRequest)]
    [InlineData("same-origin", HttpStatusCode.SeeOther)]
    [Survives("S3")]
    public async Task A_form_sent_from_another_site_is_refused_even_with_a_token(string site, HttpStatusCode expected)
    {
        await using var host = await DashboardHost.StartAsync();
        var form = (await host.PageAsync(DashboardHost.Root + "/tasks/Quick")).Form("/tasks/Quick");
        var token = form.QuerySelector("input[type=hidden]")!;
        var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action"))
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create(token.GetAttribute("name")!, token.GetAttribute("value")!)]),
        };
        request.Headers.Add("Sec-Fetch-Site", site);
        Assert.Equal(expected, (await host.SendAsync(request)).StatusCode);
        Assert.Equal(expected == HttpStatusCode.SeeOther ? 1 : 0, (await host.Runner.ListAsync()).Count);
    }

    [Fact]
    public async Task Antiforgery_of_the_application_is_used_where_it_has_one()
    {
        await using var host = await DashboardHost.StartAsync(
            builder => builder.Services.AddAntiforgery(options => options.Cookie.Name = "of-the-application"),
            application =>
            {
                // What applications with a script front end do: tokens for every request.
                application.Use((context, next) =>
                {
                    context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
                    return next(context);
                });
                application.MapMaintenanceTasks().AllowAnonymous();
            });
        var response = await host.GetAsync(DashboardHost.Root + "/tasks/Quick");
        Assert.StartsWith("of-the-application=", Assert.Single(response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        var page = await DashboardHost.ReadAsync(response, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.SeeOther, (await host.SubmitAsync(page.Form("/tasks/Quick"))).StatusCode);
    }

    [Fact]
    [Survives("S4")]
    public async Task Hostile_text_is_shown_as_text_everywhere()
    {
        const string hostile = "<script>alert('";
        await using var host = await DashboardHost.StartAsync(working: true, user: hostile + "user')</script>");
        var run = await host.Runner.StartAsync(
            "<script>alert('name')</script>",
            new Dictionary<string, string?> { ["Argument"] = hostile + "argument')</script>" },
            new StartOptions { StartedBy = hostile + "person')</script>", Metadata = new Dictionary<string, string> { [hostile + "key')"] = "\"><img src=x onerror=alert(1)>" } });
        await host.UntilAsync(run.Id, RunStatus.Errored);
        var list = await host.PageAsync(DashboardHost.Root);
        var task = await host.PageAsync(list.QuerySelectorAll("td a").Single(link => link.TextContent.Contains("alert", StringComparison.Ordinal)).GetAttribute("href")! + "?Unknown=" + hostile);
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}");
        var missing = await host.PageAsync($"{DashboardHost.Root}/tasks/{Uri.EscapeDataString(hostile)}", HttpStatusCode.NotFound);
        foreach (var document in new[] { list, task, page, missing })
        {
            Assert.Single(document.Scripts);
            Assert.Empty(document.QuerySelectorAll("img"));
            Assert.Contains(hostile, document.Body!.TextContent, StringComparison.Ordinal);
        }

        foreach (var said in new[] { "user", "name", "argument", "person", "key", "message", "reason", "note" })
        {
            Assert.Contains(hostile + said, page.Body!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Survives("S4")]
    public async Task The_name_of_a_host_is_shown_as_text_on_the_pages_of_the_run_and_of_the_nodes()
    {
        const string hostile = "<script>alert('host')</script>";
        await using var host = await DashboardHost.StartAsync();
        var stage = new Stage(host);
        var run = await stage.EnqueuedAsync("Backfill", TimeSpan.FromMinutes(1));
        await stage.ClaimAsync(run, stage.Now, hostile);
        await host.Application.Services.GetRequiredService<IRunStore>().WriteNodeAsync(
            new Node { Id = Guid.NewGuid(), Identity = hostile, Name = hostile, Build = hostile, Tasks = ["Backfill"], Beat = 1, StartedAt = stage.Now, SeenAt = stage.Now },
            CancellationToken.None);
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run}");
        Assert.Contains(hostile, page.Text("[aria-labelledby=partitions-title]"), StringComparison.Ordinal);
        Assert.Contains(hostile, page.Text("[aria-labelledby=events-title]"), StringComparison.Ordinal);
        var nodes = await host.PageAsync(DashboardHost.Root + "/nodes");
        Assert.Contains(hostile, nodes.Text("#nodes"), StringComparison.Ordinal);
        foreach (var document in new[] { page, nodes }) Assert.Single(document.Scripts);
    }

    [Fact]
    [Survives("S20")]
    public async Task Assets_have_an_etag_and_are_not_sent_twice()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(DashboardHost.Root);
        foreach (var link in page.QuerySelectorAll("link, script").Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")))
        {
            var asset = await host.GetAsync(link!);
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
            var again = new HttpRequestMessage(HttpMethod.Get, link);
            again.Headers.IfNoneMatch.Add(asset.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, (await host.SendAsync(again)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(DashboardHost.Root + "/assets/other.css")).StatusCode);
    }
}
