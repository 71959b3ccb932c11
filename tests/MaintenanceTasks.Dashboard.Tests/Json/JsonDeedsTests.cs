using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Runs started and controlled by programs.</summary>
public sealed class JsonDeedsTests
{
    private const string Root = DashboardHost.Root;

    [Fact]
    public async Task A_run_is_started_with_values_as_json_has_them_and_paused_resumed_and_cancelled()
    {
        await using var host = await DashboardHost.StartAsync(user: "deploy-bot");
        var started = await host.DoAsync("/tasks/EveryParameter", new { arguments = new { Title = "Hello", Count = 4, Price = 2.5, DryRun = false, Day = (string?)null, Speed = "Fast" } });
        Assert.Equal((HttpStatusCode.Created, Root + "/runs/1"), (started.StatusCode, started.Headers.Location?.OriginalString));
        var run = (await host.Runner.FindAsync(1))!.Run;
        Assert.Equal(("deploy-bot", "4", "2.5", "false", "Fast"), (run.StartedBy, run.Arguments["Count"], run.Arguments["Price"], run.Arguments["DryRun"], run.Arguments["Speed"]));
        foreach (var (deed, status) in new[] { ("pause", "paused"), ("resume", "enqueued"), ("cancel", "cancelled") })
        {
            var answer = await host.DoAsync($"/runs/1/{deed}");
            Assert.Equal((HttpStatusCode.OK, status), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString()));
        }

        Assert.All((await host.Runner.EventsAsync(1)).Skip(1), happened => Assert.Equal("deploy-bot", happened.Actor));
    }

    [Fact]
    public async Task The_same_key_starts_one_run()
    {
        await using var host = await DashboardHost.StartAsync();
        for (var time = 0; time < 2; time++)
        {
            var answer = await host.DoAsync("/tasks/Quick", new { idempotencyKey = "nightly-4711" });
            Assert.Equal(Root + "/runs/1", answer.Headers.Location?.OriginalString);
        }

        Assert.Single(await host.Runner.ListAsync());
    }

    [Fact]
    public async Task Several_choices_are_an_array()
    {
        await using var host = await DashboardHost.StartAsync();
        var started = await host.DoAsync("/tasks/EveryControl", new { arguments = new { Unset = "low", Days = new[] { "Monday", "Wednesday" } } });
        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        Assert.Equal("Monday, Wednesday", Assert.Single(await host.Runner.ListAsync()).Arguments["Days"]);
    }

    [Fact]
    public async Task A_value_that_does_not_fit_is_a_problem_that_names_the_parameter()
    {
        await using var host = await DashboardHost.StartAsync();
        var problem = await JsonHost.ProblemAsync(
            await host.DoAsync("/tasks/EveryParameter", new { arguments = new { Title = "t", Count = 99, Speed = new { } } }), HttpStatusCode.UnprocessableEntity);
        Assert.Contains("found an object", problem.GetProperty("errors").GetProperty("Speed")[0].GetString(), StringComparison.Ordinal);
        problem = await JsonHost.ProblemAsync(
            await host.DoAsync("/tasks/EveryParameter", new { arguments = new { Title = "t", Count = 99, Speed = "Fast" } }), HttpStatusCode.UnprocessableEntity);
        Assert.Contains("between 1 and 10", problem.GetProperty("errors").GetProperty("Count")[0].GetString(), StringComparison.Ordinal);
        Assert.Empty(await host.Runner.ListAsync());
    }

    [Fact]
    public async Task A_second_run_with_the_same_values_is_a_problem_that_names_the_first()
    {
        await using var host = await DashboardHost.StartAsync();
        await host.DoAsync("/tasks/Backfill");
        Assert.Equal(1, (await JsonHost.ProblemAsync(await host.DoAsync("/tasks/Backfill"), HttpStatusCode.Conflict)).GetProperty("run").GetInt64());
    }

    [Fact]
    public async Task A_deed_that_the_status_does_not_allow_is_a_problem_that_says_what_has_happened_meanwhile()
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await host.Runner.StartAsync<Backfill>();
        await host.Runner.CancelAsync(run.Id, "ben");
        var problem = await JsonHost.ProblemAsync(await host.DoAsync($"/runs/{run.Id}/resume"), HttpStatusCode.Conflict);
        Assert.Contains("cannot go from cancelled to enqueued", problem.Detail(), StringComparison.Ordinal);
        Assert.Contains("by ben", problem.Detail(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Expected a JSON object")]
    [InlineData("null", "found null")]
    [InlineData("[1]", "Expected a JSON object")]
    [InlineData("{\"argments\": {}}", "argments")]
    [InlineData("{\"arguments\": {\"Prefix\": ", "Expected a JSON object")]
    public async Task What_is_no_request_is_a_problem_with_400_and_starts_nothing(string body, string expected)
    {
        await using var host = await DashboardHost.StartAsync();
        var answer = await host.CallAsync(HttpMethod.Post, "/tasks/Backfill", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Contains(expected, (await JsonHost.ProblemAsync(answer, HttpStatusCode.BadRequest)).Detail(), StringComparison.Ordinal);
        Assert.Empty(await host.Runner.ListAsync());
    }

    [Fact]
    [Survives("S3")]
    public async Task A_request_with_a_cookie_needs_the_token_of_a_form_and_one_of_another_site_is_refused()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.GetAsync(Root + "/tasks/Quick");
        var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie")).Split(';')[0];
        var token = (await DashboardHost.ReadAsync(page, HttpStatusCode.OK)).Form("/tasks/Quick").QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value");
        var without = await host.DoAsync("/tasks/Quick", change: request => request.Headers.Add("Cookie", cookie));
        Assert.Contains("RequestVerificationToken", (await JsonHost.ProblemAsync(without, HttpStatusCode.BadRequest)).Detail(), StringComparison.Ordinal);
        var foreign = await host.DoAsync("/tasks/Quick", change: request => request.Headers.Add("Sec-Fetch-Site", "cross-site"));
        Assert.Contains("another site", (await JsonHost.ProblemAsync(foreign, HttpStatusCode.BadRequest)).Detail(), StringComparison.Ordinal);
        var simple = await host.CallAsync(HttpMethod.Post, "/tasks/Quick", new StringContent("{}", Encoding.UTF8, "text/plain")); // what a form of another site can send
        Assert.Equal(HttpStatusCode.BadRequest, simple.StatusCode);
        Assert.Empty(await host.Runner.ListAsync());

        var with = await host.DoAsync("/tasks/Quick", change: request =>
        {
            request.Headers.Add("Cookie", cookie);
            request.Headers.Add("RequestVerificationToken", token);
        });
        Assert.Equal(HttpStatusCode.Created, with.StatusCode);
    }

    [Fact]
    [Survives("S2")]
    public async Task Policies_hold_for_json_as_for_pages()
    {
        await using var host = await DashboardHost.StartAsync(
            builder =>
            {
                builder.Services.ConfigureWorkers(enabled: false);
                builder.Services.AddAuthorizationBuilder().AddPolicy("Nobody", policy => policy.RequireAssertion(_ => false));
            },
            application => application.MapMaintenanceTasks(configure: options =>
            {
                (options.RunPolicy, options.ControlPolicy) = ("Nobody", "Nobody");
                options.TaskPolicy = task => task == "Quick" ? "Nobody" : null;
            }).AllowAnonymous());
        await host.Runner.StartAsync<Quick>();
        await host.Runner.StartAsync<Backfill>();
        foreach (var path in new[] { "/tasks/Quick", "/runs/1" }) await JsonHost.ProblemAsync(await host.AskAsync(path), HttpStatusCode.Forbidden);
        foreach (var path in new[] { "/tasks/Backfill", "/runs/2/pause", "/runs/2/resume", "/runs/2/cancel" }) await JsonHost.ProblemAsync(await host.DoAsync(path), HttpStatusCode.Forbidden);
        var list = await host.JsonAsync("/");
        Assert.Equal(2, Assert.Single(list.GetProperty("active").EnumerateArray()).GetProperty("id").GetInt64());
        Assert.DoesNotContain("Quick", list.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("name").GetString()));
        Assert.Equal(RunStatus.Enqueued, (await host.Runner.FindAsync(2))!.Run.Status);
    }

    [Fact]
    public async Task A_file_is_sent_by_the_form_and_answered_as_json_when_that_is_asked_for()
    {
        await using var host = await DashboardHost.StartAsync();
        var refused = await JsonHost.ProblemAsync(await host.DoAsync("/tasks/ReadLines"), HttpStatusCode.UnprocessableEntity);
        Assert.Contains("file", refused.Detail(), StringComparison.Ordinal);
        var form = (await host.PageAsync(Root + "/tasks/ReadLines")).Form("/tasks/ReadLines");
        var token = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var request = new HttpRequestMessage(HttpMethod.Post, Root + "/tasks/ReadLines")
        {
            Content = BrowserForm.Of(BrowserForm.Field("__RequestVerificationToken", token), BrowserForm.File(new ByteArrayContent("one"u8.ToArray()), "a.txt")),
        };
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        Assert.Equal(HttpStatusCode.Created, (await host.SendAsync(request)).StatusCode);
        Assert.Equal("a.txt", (await host.JsonAsync("/runs/1")).GetProperty("file").GetProperty("name").GetString());
    }
}
