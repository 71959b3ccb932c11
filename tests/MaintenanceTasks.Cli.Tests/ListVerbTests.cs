using System.ComponentModel.DataAnnotations;
using MaintenanceTasks.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Cli.Tests;

public sealed class ListVerbTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    [Ancestor("C282", Better = "below each name what it takes and its newest run")]
    public async Task Tasks_are_listed_with_delivery_parameters_and_newest_run()
    {
        using var cli = new Cli(services => services.AddSingleton<TimeProvider>(_time));
        var run = await cli.Runner.StartAsync("MarkNumbers");
        await cli.WorkUntilAsync(run.Id, RunStatus.Succeeded);

        var answer = await cli.CallAsync("list");

        Assert.Equal(
            """
            FailOnNumber
              per item: a crash repeats at most the item in hand
              --arg Number=…  a whole number from -2147483648 to 2147483647, required
              never run

            MarkNumbers
              Marks the numbers from 1 on.
              at least once: a crash repeats what was done since the last checkpoint
              --arg Last=…  a whole number from -2147483648 to 2147483647, default 5. The last number.
              --arg Day=…  one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday
              newest run: 1, succeeded, 5 done, created 2026-11-23 10:00:00Z

            SlowNumbers
              at least once: a crash repeats what was done since the last checkpoint
              --arg Milliseconds=…  a whole number from -2147483648 to 2147483647, default 20
              never run

            WarmCaches
              at least once: a crash repeats what was done since the last checkpoint
              --arg Prefix=…  text
              never run
            """,
            answer.Out);
        Assert.Equal((0, ""), (answer.Code, answer.Error));
    }

    [Fact]
    public async Task A_task_that_succeeded_long_ago_is_stale()
    {
        using var cli = new Cli(services => services.AddSingleton<TimeProvider>(_time));
        await cli.WorkUntilAsync((await cli.Runner.StartAsync("MarkNumbers")).Id, RunStatus.Succeeded);
        _time.Advance(TimeSpan.FromDays(31));

        var answer = await cli.CallAsync("list");
        var json = await cli.CallAsync("list", "--json");

        Assert.Contains("newest run: 1, succeeded, 5 done, created 2026-11-23 10:00:00Z\n  stale: succeeded 31 days ago\n", answer.Out);
        Assert.Equal(31 * 24 * 3600, json.Json[1].GetProperty("staleForSeconds").GetDouble());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.Json[0].GetProperty("staleForSeconds").ValueKind);
    }

    [Fact]
    public async Task As_json_every_task_has_the_same_properties()
    {
        using var cli = new Cli();
        await cli.Runner.StartAsync("WarmCaches");

        var answer = await cli.CallAsync("list", "--json");

        Assert.Equal(["FailOnNumber", "MarkNumbers", "SlowNumbers", "WarmCaches"], answer.Json.EnumerateArray().Select(task => task.GetProperty("name").GetString()));
        Assert.All(answer.Json.EnumerateArray(), task => Assert.Equal(
            ["name", "description", "delivery", "problem", "parameters", "newestRun", "staleForSeconds"], task.EnumerateObject().Select(property => property.Name)));
        var parameter = answer.Json[1].GetProperty("parameters")[0];
        Assert.Equal("""{"name":"Last","type":"a whole number from -2147483648 to 2147483647","required":false,"default":"5","choices":[],"description":"The last number.","secret":false}""",
            System.Text.Json.JsonSerializer.Serialize(parameter));
        Assert.Equal("perItem", answer.Json[0].GetProperty("delivery").GetString());
        Assert.Equal("enqueued", answer.Json[3].GetProperty("newestRun").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Choices_that_are_fixed_are_listed_and_secrets_are_named_without_their_defaults()
    {
        using var cli = new Cli(services => services.AddSingleton<IDataProtectionProvider, InMemoryKeys>().AddMaintenanceTasks().AddTask<Choosy>());

        var parameters = (await cli.CallAsync("list", "--json")).Json[0].GetProperty("parameters");
        Assert.Equal(["low", "high"], parameters[0].GetProperty("choices").EnumerateArray().Select(choice => choice.GetString()));
        Assert.Equal((true, null), (parameters[1].GetProperty("secret").GetBoolean(), parameters[1].GetProperty("default").GetString()));
        Assert.Contains(
            """
              --arg Level=…  one of low, high, default low
              --arg Token=…  text, secret
            """,
            (await cli.CallAsync("list")).Out);

        var refused = await cli.CallAsync("perform", "Choosy", "--arg", "Level=middle");
        Assert.Equal((2, "The arguments of Choosy are not valid. Level: expected one of low, high, found 'middle'."), (refused.Code, refused.Error));

        var status = await cli.CallAsync("perform", "Choosy", "--arg", "Token=hunter-2", "--json");
        Assert.Equal("••••••", status.Json.GetProperty("arguments").GetProperty("Token").GetString());
        Assert.Contains("Token = ••••••", (await cli.CallAsync("status", "1")).Out);
    }

    [Fact]
    public async Task A_task_that_cannot_be_constructed_says_so_and_hides_no_other()
    {
        using var cli = new Cli(services => services.Remove(services.Single(service => service.ServiceType == typeof(Workbench))));

        var answer = await cli.CallAsync("list");

        Assert.Equal(0, answer.Code);
        Assert.Contains("cannot be used: The task MarkNumbers cannot be constructed", answer.Out);
        Assert.Contains("WarmCaches", answer.Out);
    }

    private sealed class Choosy : OneOffTask
    {
        [AllowedValues("low", "high")]
        public string Level { get; set; } = "low";

        [Secret]
        public string Token { get; set; } = "built-in";

        public override void Process()
        {
        }
    }
}
