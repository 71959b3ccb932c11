using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace MaintenanceTasks.Cli.Tests;

public sealed class LiveProgressTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_bar_shows_how_far_how_fast_and_how_long_still()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 120;
        var run = new Run { Id = 7, Task = "Mark\u001bNumbers", Status = RunStatus.Running, Token = Guid.Empty, CreatedAt = default };

        var view = new LiveProgress(console, _time);
        await view.DuringAsync(run, see =>
        {
            see(run with { Ticks = 1_000, Total = 9_000, TotalKind = TotalKind.Estimated });
            _time.Advance(TimeSpan.FromSeconds(10));
            var last = run with { Ticks = 3_000, Total = 9_000, TotalKind = TotalKind.Estimated };
            see(last);
            return Task.FromResult(new RunState(last, []));
        });

        Assert.Contains("Run 7 of MarkNumbers", output.ToString());
        Assert.Contains("running: 3,000 of about 9,000 (33%), 200/s, about 30 s left", output.ToString());
    }

    [Fact]
    public async Task Lines_come_with_each_status_and_every_five_seconds_of_progress()
    {
        var lines = new List<string>();
        var run = new Run { Id = 7, Task = "MarkNumbers", Status = RunStatus.Enqueued, Token = Guid.Empty, CreatedAt = default };

        await new PlainProgress(lines.Add, _time).DuringAsync(run, see =>
        {
            see(run);
            see(run);
            var running = run with { Status = RunStatus.Running };
            for (var second = 1; second <= 12; second++)
            {
                see(running with { Ticks = second * 10, Total = 1_000 });
                _time.Advance(TimeSpan.FromSeconds(1));
            }

            see(running with { Ticks = 120, HeldUntil = new DateTime(2026, 11, 23, 10, 0, 0, DateTimeKind.Utc), HeldReason = "429" });
            return Task.FromResult(new RunState(run, []));
        });

        Assert.Equal(
            [
                "Run 7 of MarkNumbers",
                "  enqueued: 0 done",
                "  running: 10 of 1,000 (1%)",
                "  running: 60 of 1,000 (6%), 12/s, about 1 min 18 s left",
                "  running: 110 of 1,000 (11%), 11/s, about 1 min 20 s left",
                "  running: 120 done, 10/s, held until 2026-11-23 10:00:00Z: 429",
            ],
            lines);
    }
}
