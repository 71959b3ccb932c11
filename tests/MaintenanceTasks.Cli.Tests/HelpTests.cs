namespace MaintenanceTasks.Cli.Tests;

public sealed class HelpTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--help")]
    public async Task Without_a_verb_the_verbs_are_explained(params string[] words)
    {
        var answer = await _cli.CallAsync(words);

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Contains("maintenance-tasks [command] [options]", answer.Out);
        Assert.All(
            ["list", "perform <task>", "wait <run>", "runs <task>", "status <run>", "pause <run>", "resume <run>", "cancel <run>", "work", "nodes", "schema"],
            verb => Assert.Contains($"\n  {verb} ", answer.Out));
    }

    [Fact]
    public async Task A_verb_explains_its_options()
    {
        var answer = await _cli.CallAsync("perform", "--help");

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Contains("maintenance-tasks perform <task> [options]", answer.Out);
        Assert.Contains("--arg <name=value>", answer.Out);
        Assert.Contains("--idempotency-key <KEY>", answer.Out);
        Assert.Contains("--parallel <N>", answer.Out);
        Assert.Contains("--wait", answer.Out);
    }
}
