using System.Runtime.InteropServices;

namespace MaintenanceTasks.Cli.Tests;

public sealed class WorkVerbTests
{
    [Fact]
    public async Task All_runs_are_worked_on_until_a_signal_which_is_an_orderly_stop()
    {
        using var cli = new Cli();
        using var stop = new StopSignal(_ => Assert.Fail("ended at once"));
        var first = await cli.Runner.StartAsync("MarkNumbers");
        var second = await cli.Runner.StartAsync("WarmCaches");

        var working = cli.CallAsync(stop, "work", "--slices", "1");
        await Eventually.Async(
            async () => await cli.StatusAsync(first.Id) == RunStatus.Succeeded && await cli.StatusAsync(second.Id) == RunStatus.Succeeded, "both runs are done");
        stop.Receive(PosixSignal.SIGTERM);
        var answer = await working;

        Assert.Equal((0, ""), (answer.Code, answer.Out));
        Assert.Equal(
            "Working on runs of 4 tasks, at most 1 slices at a time, until Ctrl-C or SIGTERM.\n"
            + "Stopped in good order; what was in hand is kept and goes on elsewhere.",
            answer.Error);
    }
}
