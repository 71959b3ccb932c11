using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks.Cli;

/// <summary><c>work</c>: a worker in a process of its own. Its lines are those of the host's logger, one a slice.</summary>
internal static class WorkVerb
{
    public const string Name = "work";

    public static Command Create(VerbContext context)
    {
        var slices = SharedOptions.Count(
            "--slices", "How many partitions to work on at the same time. Default: MaintenanceTasks:Worker:MaxConcurrentSlices.", 1, 1000);
        var verb = new Command(Name, "Work on runs until a signal. A stop in good order ends with exit code 0.") { slices };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var chosen = parsed.GetValue(slices);
            var options = context.Services.GetRequiredService<IOptions<MaintenanceTasksOptions>>().Value;
            var count = chosen > 0 ? chosen : options.Worker.MaxConcurrentSlices;
            context.Terminal.Remark($"Working on runs of {context.Catalog.Tasks.Count} tasks, at most {count} slices at a time, until Ctrl-C or SIGTERM.");

            // The pool, because a task that blocks its thread must not keep a signal from being heard.
            await Task.Run(
                () => context.Services.GetRequiredService<RunWorker>().RunAsync(new WorkScope(count), cancellationToken),
                CancellationToken.None).ConfigureAwait(false);
            context.Terminal.Remark("Stopped in good order; what was in hand is kept and goes on elsewhere.");
            return ExitCode.Succeeded;
        });
        return verb;
    }
}
