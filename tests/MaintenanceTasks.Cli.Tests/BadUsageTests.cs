namespace MaintenanceTasks.Cli.Tests;

public sealed class BadUsageTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("There is no task 'Nothing'. There are: FailOnNumber, MarkNumbers, SlowNumbers, WarmCaches.", "perform", "Nothing")]
    [InlineData("There is no task 'Nothing'. There are: FailOnNumber, MarkNumbers, SlowNumbers, WarmCaches.", "runs", "Nothing")]
    [InlineData("The arguments of WarmCaches are not valid. X: there is no such parameter; there are Prefix.", "perform", "WarmCaches", "--arg", "X=1")]
    [InlineData("The arguments of MarkNumbers are not valid. X: there is no such parameter; there are Last, Day.", "perform", "MarkNumbers", "--arg", "X=1")]
    [InlineData("The arguments of FailOnNumber are not valid. Number: a value is required: a whole number from -2147483648 to 2147483647.", "perform", "FailOnNumber")]
    [InlineData("The arguments of MarkNumbers are not valid. Last: expected a whole number from -2147483648 to 2147483647, found 'x'.", "perform", "MarkNumbers", "--arg", "Last=x")]
    [InlineData("There is no run 77. List the runs to see which there are.", "status", "77")]
    [InlineData("There is no run 77. List the runs to see which there are.", "pause", "77")]
    [InlineData("There is no run 77. List the runs to see which there are.", "resume", "77")]
    [InlineData("There is no run 77. List the runs to see which there are.", "cancel", "77")]
    [InlineData("There is no run 77. List the runs to see which there are.", "wait", "77")]
    public async Task What_does_not_exist_or_fit_is_refused_in_one_message(string message, params string[] words)
    {
        var answer = await _cli.CallAsync(words);

        Assert.Equal((2, "", message), (answer.Code, answer.Out, answer.Error));
        Assert.Empty(await _cli.Runner.ListAsync());
    }

    [Theory]
    [InlineData("Expected the number of a run, found 'x'. `maintenance-tasks runs` lists them.", "status", "x")]
    [InlineData("Expected the number of a run, found '-1'. `maintenance-tasks runs` lists them.", "cancel", "-1")]
    [InlineData("Expected --arg name=value, found 'Last'.", "perform", "MarkNumbers", "--arg", "Last")]
    [InlineData("Expected --arg name=value, found '=5'.", "perform", "MarkNumbers", "--arg", "=5")]
    [InlineData("Expected one --arg Last=…, found several.", "perform", "MarkNumbers", "--arg", "Last=1", "--arg", "Last=2")]
    [InlineData("Expected a whole number from 1 to 1000 for --limit, found '0'.", "runs", "--limit", "0")]
    [InlineData("Expected a whole number from 1 to 1000 for --slices, found 'two'.", "work", "--slices", "two")]
    [InlineData(
        "Expected one of the statuses enqueued, running, pausing, paused, cancelling, cancelled, interrupted, succeeded, errored, found 'ready'.",
        "runs", "--status", "ready")]
    [Ancestor("C275")]
    public async Task A_value_that_cannot_be_read_is_bad_usage(string message, params string[] words)
    {
        var answer = await _cli.CallAsync(words);

        Assert.Equal((2, "", $"{message}\nSee `maintenance-tasks {words[0]} --help`."), (answer.Code, answer.Out, answer.Error));
    }

    [Theory]
    [InlineData("Unrecognized command or argument 'nonsense'.", "maintenance-tasks", "nonsense")]
    [InlineData("Required argument missing for command: 'perform'.", "maintenance-tasks perform", "perform")]
    [InlineData("Required argument missing for command: 'status'.", "maintenance-tasks status", "status")]
    [InlineData("Unrecognized command or argument '--fast'.", "maintenance-tasks list", "list", "--fast")]
    [InlineData("Required argument missing for option: '--idempotency-key'.", "maintenance-tasks perform", "perform", "WarmCaches", "--idempotency-key")]
    [Ancestor("C275")]
    public async Task A_command_line_that_cannot_be_parsed_is_bad_usage(string message, string help, params string[] words)
    {
        var answer = await _cli.CallAsync(words);

        Assert.Equal((2, "", $"{message}\nSee `{help} --help`."), (answer.Code, answer.Out, answer.Error));
    }

    [Fact]
    public async Task A_second_run_with_the_same_arguments_is_refused_and_the_first_is_named()
    {
        await _cli.Runner.StartAsync("MarkNumbers");

        var answer = await _cli.CallAsync("perform", "MarkNumbers");

        Assert.Equal((2, ""), (answer.Code, answer.Out));
        Assert.Equal(
            "Run 1 of MarkNumbers has the same arguments and is enqueued. Wait for it, cancel it, or allow equal runs with "
            + "[AllowConcurrentRuns] on the task. `maintenance-tasks wait 1` follows it to its end.",
            answer.Error);
    }

    [Fact]
    [Survives("S4")]
    public async Task What_was_typed_cannot_act_on_the_terminal()
    {
        var answer = await _cli.CallAsync("perform", "\u001b[31mred");

        Assert.StartsWith("There is no task '[31mred'.", answer.Error);
    }
}
