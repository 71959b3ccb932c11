using Spectre.Console;

namespace MaintenanceTasks.Cli;

/// <summary>Progress as a bar that is redrawn in place.</summary>
internal sealed class LiveProgress(IAnsiConsole console, TimeProvider time) : IProgressView
{
    private readonly ProgressMeter _meter = new(time);

    public Task<RunState> DuringAsync(Run run, Func<Action<Run>, Task<RunState>> follow)
    {
        console.WriteLine($"Run {run.Id} of {PrintableText.OneLine(run.Task)}");
        return console.Progress()
            .Columns(new ProgressBarColumn { Width = 30 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(progress =>
            {
                var bar = progress.AddTask(run.Status.Word());
                return follow(seen => Show(bar, seen));
            });
    }

    private void Show(ProgressTask bar, Run run)
    {
        var rate = _meter.Observe(run);
        bar.Description = Markup.Escape(ProgressText.Of(run, rate));

        // An estimate may be too low: the bar is full only when the run is done.
        var done = run.Status == RunStatus.Succeeded;
        bar.IsIndeterminate = run.Total is null or 0 && !done;
        bar.MaxValue = done ? Math.Max(1, run.Ticks) : Math.Max(run.Total ?? 1, run.Ticks + 1);
        bar.Value = done ? bar.MaxValue : run.Ticks;
    }
}
