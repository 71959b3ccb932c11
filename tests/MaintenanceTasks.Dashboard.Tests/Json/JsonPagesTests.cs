using System.Net;
using System.Text.Json;
using MaintenanceTasks.Cli;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>The pages as JSON.</summary>
public sealed class JsonPagesTests
{
    private const string Root = DashboardHost.Root;

    [Fact]
    public async Task A_run_has_all_its_page_shows_under_the_names_of_the_command_line()
    {
        await using var host = await DashboardHost.StartAsync();
        var stage = new Stage(host);
        var lease = await stage.RunningAsync("Backfill", TimeSpan.FromMinutes(3), 4, 10);
        await stage.SamplesAsync(lease.RunId, TimeSpan.FromMinutes(3), 4);
        await stage.FailAsync(lease, Stage.Error("5"));
        var run = await host.JsonAsync($"/runs/{lease.RunId}");
        var state = (await host.Runner.FindAsync(lease.RunId))!;
        var command = JsonDocument.Parse(JsonOutput.Write(new Cli.RunDetailsDocument(state, false, await host.Runner.EventsAsync(lease.RunId), []))).RootElement;
        AssertContains(command, run, "");
        Assert.Equal("errored", run.GetProperty("status").GetString());
        Assert.Contains("Item 5 failed", run.GetProperty("reasons")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains(run.GetProperty("samples").EnumerateArray(), sample => sample.GetProperty("mark").GetString() == "held");
        Assert.EndsWith("Z", run.GetProperty("createdAt").GetString(), StringComparison.Ordinal);
        Assert.Equal($"{Root}/runs/{lease.RunId}", run.GetProperty("url").GetString());
    }

    [Fact]
    public async Task The_first_page_has_what_needs_attention_what_is_active_and_the_tasks_that_are_asked_for()
    {
        await using var host = await DashboardHost.StartAsync();
        var stage = new Stage(host);
        var errored = await stage.InAsync(RunStatus.Errored);
        var paused = await stage.InAsync(RunStatus.Paused, "Quick");
        var list = await host.JsonAsync("/?q=every+post&namespace=MaintenanceTasks.Dashboard.Tests");
        Assert.Equal(errored, Assert.Single(list.GetProperty("attention").EnumerateArray()).GetProperty("run").GetProperty("id").GetInt64());
        Assert.Equal(paused, Assert.Single(list.GetProperty("active").EnumerateArray()).GetProperty("id").GetInt64());
        var task = Assert.Single(list.GetProperty("tasks").EnumerateArray());
        Assert.Equal(("Backfill", "Sets the slug of every post.", errored), (
            task.GetProperty("name").GetString(), task.GetProperty("summary").GetString(), task.GetProperty("newestRun").GetProperty("id").GetInt64()));
        Assert.Equal(1, list.GetProperty("found").GetInt32());
        Assert.Equal(JsonValueKind.Null, list.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task A_task_has_its_parameters_with_defaults_and_choices_and_its_runs()
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await new Stage(host).InAsync(RunStatus.Succeeded, "EveryParameter");
        var task = await host.JsonAsync("/tasks/EveryParameter");
        var parameters = task.GetProperty("parameters").EnumerateArray().ToDictionary(parameter => parameter.GetProperty("name").GetString()!);
        Assert.Equal("3", parameters["Count"].GetProperty("default").GetString());
        Assert.True(parameters["Title"].GetProperty("required").GetBoolean());
        Assert.Equal(["Careful", "Fast"], parameters["Speed"].GetProperty("choices").EnumerateArray().Select(choice => choice.GetString()));
        Assert.Equal("perItem", task.GetProperty("delivery").GetString());
        Assert.Equal(run, Assert.Single(task.GetProperty("history").EnumerateArray()).GetProperty("id").GetInt64());
        Assert.Contains("cannot be", (await host.JsonAsync("/tasks/Unconstructible")).GetProperty("problem").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Older_runs_are_found_by_following_the_address_of_each_page()
    {
        await using var host = await DashboardHost.StartAsync();
        var stage = new Stage(host);
        for (var run = 0; run < 45; run++) await stage.CancelAsync(await stage.EnqueuedAsync("Quick", TimeSpan.FromMinutes(1)));
        var seen = new List<long>();
        for (var next = "/tasks/Quick"; next is not null;)
        {
            var page = await host.JsonAsync(next);
            seen.AddRange(page.GetProperty("history").EnumerateArray().Select(run => run.GetProperty("id").GetInt64()));
            next = page.GetProperty("older").GetString();
        }

        Assert.Equal(Enumerable.Range(1, 45).Reverse().Select(id => (long)id), seen);
    }

    [Fact]
    public async Task Nodes_are_a_list()
    {
        await using var host = await DashboardHost.StartAsync(working: true);
        await host.UntilAsync((await host.Runner.StartAsync<Quick>()).Id, RunStatus.Succeeded);
        Assert.Contains((await host.JsonAsync("/nodes")).EnumerateArray(), node => node.GetProperty("tasks").EnumerateArray().Any(task => task.GetString() == "Quick"));
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json, text/plain, */*", true)]
    [InlineData("text/html;q=0.8, application/json", true)]
    [InlineData("application/problem+json", true)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", false)]
    [InlineData("text/html, application/json", false)]
    [InlineData("application/json;q=0", false)]
    [InlineData("*/*", false)]
    [InlineData("nonsense", false)]
    public async Task Who_names_json_and_prefers_it_gets_it_and_everybody_else_a_page(string accept, bool json)
    {
        await using var host = await DashboardHost.StartAsync();
        var answer = await host.AskAsync("/", accept);
        Assert.Equal(json ? "application/json" : "text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept", answer.Headers.Vary);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/runs/99", "There is no run 99")]
    [InlineData("/runs/x", "Expected the number of a run, found 'x'")]
    [InlineData("/tasks/Nope", "Nope")]
    public async Task What_does_not_exist_is_a_problem_with_404(string path, string detail)
    {
        await using var host = await DashboardHost.StartAsync();
        var problem = await JsonHost.ProblemAsync(await host.AskAsync(path), HttpStatusCode.NotFound);
        Assert.Contains(detail, problem.Detail(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_is_a_problem_with_503_and_when_to_try_again()
    {
        await using var host = await DashboardHost.StartAsync(
            builder => builder.Services.AddSingleton<IRunStore, DeadStore>(), application => application.MapMaintenanceTasks().AllowAnonymous());
        foreach (var path in new[] { "/", "/tasks/Quick", "/runs/1", "/nodes" })
        {
            var answer = await host.AskAsync(path);
            Assert.Contains(DeadStore.Message, (await JsonHost.ProblemAsync(answer, HttpStatusCode.ServiceUnavailable)).Detail(), StringComparison.Ordinal);
            Assert.NotNull(answer.Headers.RetryAfter);
        }
    }

    /// <summary>Everything that the one says, the other says too.</summary>
    private static void AssertContains(JsonElement part, JsonElement whole, string where)
    {
        Assert.True(part.ValueKind == whole.ValueKind, $"{where}: {part} and {whole}");
        if (part.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in part.EnumerateObject())
            {
                Assert.True(whole.TryGetProperty(member.Name, out var value), $"{where} has no {member.Name}.");
                AssertContains(member.Value, value, $"{where}/{member.Name}");
            }
        }
        else if (part.ValueKind == JsonValueKind.Array)
        {
            foreach (var (mine, theirs) in part.EnumerateArray().Zip(whole.EnumerateArray(), (mine, theirs) => (mine, theirs))) AssertContains(mine, theirs, where + "[]");
        }
        else
        {
            Assert.True(part.ToString() == whole.ToString(), $"{where}: {part} and {whole}");
        }
    }
}
