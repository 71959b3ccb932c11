using System.Text.Json;

namespace MaintenanceTasks.Cli.Tests;

/// <summary>What only a process of its own can show: its streams, its signals, its exit code.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Standard_output_is_one_json_document_however_loud_the_console_logger_is()
    {
        await using var child = Child.Start("perform", "MarkNumbers", "--wait", "--json");

        Assert.Equal(0, await child.ExitAsync());
        using var document = JsonDocument.Parse(child.Output);
        Assert.Equal("succeeded", document.RootElement.GetProperty("status").GetString());
        Assert.Contains("A slice of run 1, partition 0, ended: Completed.", child.Error);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [Survives("F76")]
    public async Task A_signal_interrupts_the_run_in_good_order(string signal, int code)
    {
        await using var child = Child.Start("perform", "SlowNumbers", "--wait");
        await Eventually.Async(() => child.Output.Contains("running: ", StringComparison.Ordinal), "the child is working");

        await child.SignalAsync(signal);

        Assert.Equal(code, await child.ExitAsync());
        Assert.Contains("Run 1 of SlowNumbers is interrupted after ", child.Error);
    }

    [Fact]
    [Survives("F3")]
    public async Task A_second_signal_does_not_wait_for_the_item_in_hand()
    {
        await using var child = Child.Start("perform", "SlowNumbers", "--arg", "Milliseconds=600000", "--wait");
        await Eventually.Async(() => child.Output.Contains("running: ", StringComparison.Ordinal), "the child is working");

        await child.SignalAsync("TERM");
        await child.SignalAsync("INT");

        Assert.Equal(130, await child.ExitAsync());
        Assert.DoesNotContain("is interrupted after", child.Error);
    }

    [Fact]
    public async Task A_worker_that_is_asked_to_end_ends_with_0()
    {
        await using var child = Child.Start("work");
        await Eventually.Async(() => child.Error.Contains("Working on runs of", StringComparison.Ordinal), "the child is working");

        await child.SignalAsync("TERM");

        Assert.Equal(0, await child.ExitAsync());
        Assert.Contains("Stopped in good order", child.Error);
    }

    [Fact]
    [Avoids("Q16")]
    public async Task A_mistake_is_told_on_standard_error_alone()
    {
        await using var child = Child.Start("status", "x");

        Assert.Equal(2, await child.ExitAsync());
        Assert.Equal(
            ("", "Expected the number of a run, found 'x'. `maintenance-tasks runs` lists them.\nSee `maintenance-tasks status --help`.\n"),
            (child.Output, child.Error));
    }
}
