namespace MaintenanceTasks.Cli.Tests;

public sealed class PerformVerbTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_run_is_enqueued_for_the_running_application()
    {
        var answer = await _cli.CallAsync("perform", "MarkNumbers", "--arg", "Last=7", "--arg", "Day=Friday");

        Assert.Equal(
            """
            Run 1 of MarkNumbers is enqueued.
            The running application performs it, or `maintenance-tasks work` does.
            Follow it with `maintenance-tasks wait 1`, or look at it with `maintenance-tasks status 1`.
            """,
            answer.Out);
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        var run = (await _cli.Runner.FindAsync(1))!.Run;
        Assert.Equal(RunStatus.Enqueued, run.Status);
        Assert.Equal(new Dictionary<string, string?> { ["Last"] = "7", ["Day"] = "Friday" }, run.Arguments);
        Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", run.StartedBy);
        Assert.Empty(_cli.Bench.Marks);
    }

    [Fact]
    [Ancestor("C276")]
    public async Task Without_file_and_arguments_the_task_alone_is_named_and_success_is_said()
    {
        var answer = await _cli.CallAsync("perform", "WarmCaches");

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.StartsWith("Run 1 of WarmCaches is enqueued.\n", answer.Out);
        Assert.Empty((await _cli.Runner.FindAsync(1))!.Run.Arguments);
    }

    [Theory]
    [InlineData("Prefix=a=b", "a=b")]
    [InlineData("Prefix=a,b: c", "a,b: c")]
    [InlineData("Prefix=", "")]
    [InlineData("Prefix=@file", "@file")]
    [InlineData("Prefix=--json", "--json")]
    [Ancestor("C281")]
    public async Task A_value_is_all_that_follows_the_first_equals_sign(string argument, string value)
    {
        var answer = await _cli.CallAsync("perform", "WarmCaches", "--arg", argument);

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Equal(value, (await _cli.Runner.FindAsync(1))!.Run.Arguments["Prefix"]);
    }

    [Fact]
    [Survives("F52")]
    public async Task The_same_idempotency_key_finds_the_first_run()
    {
        await _cli.CallAsync("perform", "WarmCaches", "--idempotency-key", "deploy-42");

        var again = await _cli.CallAsync("perform", "WarmCaches", "--idempotency-key", "deploy-42", "--json");

        Assert.Equal((0, 1), (again.Code, again.Json.GetProperty("id").GetInt64()));
        Assert.Single(await _cli.Runner.ListAsync());
    }

    [Fact]
    public async Task Facts_are_kept_with_the_run_beside_user_and_host()
    {
        var answer = await _cli.CallAsync("perform", "WarmCaches", "--metadata", "ticket=OPS-7", "--metadata", "why=a=b, c", "--json");

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", answer.Json.GetProperty("startedBy").GetString());
        Assert.Equal("""{"ticket":"OPS-7","why":"a=b, c"}""", System.Text.Json.JsonSerializer.Serialize(answer.Json.GetProperty("metadata")));
        Assert.Contains("metadata    ticket = OPS-7", (await _cli.CallAsync("status", "1")).Out);
    }

    [Fact]
    public async Task A_value_may_come_from_the_environment()
    {
        const string variable = "MAINTENANCE_TASKS_TEST_PREFIX";
        Environment.SetEnvironmentVariable(variable, "from there");
        try
        {
            Assert.Equal(0, (await _cli.CallAsync("perform", "WarmCaches", "--arg-env", $"Prefix={variable}")).Code);
            Assert.Equal("from there", (await _cli.Runner.FindAsync(1))!.Run.Arguments["Prefix"]);

            var twice = await _cli.CallAsync("perform", "WarmCaches", "--arg", "Prefix=a", "--arg-env", $"Prefix={variable}");
            Assert.Equal((2, "Expected Prefix by --arg or by --arg-env, found both."), (twice.Code, twice.Error));
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }

        var missing = await _cli.CallAsync("perform", "WarmCaches", "--arg-env", $"Prefix={variable}");
        Assert.Equal((2, $"Expected the value of Prefix in the environment variable {variable}, found no such variable."), (missing.Code, missing.Error));
    }

    [Fact]
    public async Task A_run_may_be_worked_on_in_several_partitions_at_the_same_time()
    {
        var answer = await _cli.CallAsync("perform", "MarkNumbers", "--parallel", "4", "--json");

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Equal(4, answer.Json.GetProperty("parallelism").GetInt32());
        Assert.Contains("parallel    at most 4 partitions", (await _cli.CallAsync("status", "1")).Out);
    }

    [Theory]
    [InlineData("MarkNumbers", "65", "from 1 to 64, found 65")]
    [InlineData("MarkNumbers", "0", "from 1 to 64, found 0")]
    [InlineData("WarmCaches", "2", "in one piece: expected parallelism 1, found 2")]
    [InlineData("MarkNumbers", "many", "'many'")]
    public async Task A_number_of_partitions_that_cannot_be_is_refused(string task, string number, string reason)
    {
        var answer = await _cli.CallAsync("perform", task, "--parallel", number);

        Assert.Equal(2, answer.Code);
        Assert.Contains(reason, answer.Error);
        Assert.Empty(await _cli.Runner.ListAsync());
    }

    [Fact]
    public async Task As_json_the_new_run_is_printed()
    {
        var answer = await _cli.CallAsync("perform", "WarmCaches", "--json");

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Equal("enqueued", answer.Json.GetProperty("status").GetString());
        Assert.Equal("atLeastOnce", answer.Json.GetProperty("delivery").GetString());
    }
}
