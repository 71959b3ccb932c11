using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>
/// Which of several builds works on a run. While versions run side by side, it is left to the build that started it, as long as a node has that
/// one or works on it. Then any build goes on, and the run says so; one whose arguments do not fit its task leaves the run to a node
/// whose task has the parameters it was started with, and when there is none claims it all the same, and its error says what does not fit.
/// </summary>
internal sealed class BuildFit(
    IRunStore store, TaskCatalog catalog, NodeIdentity identity, IOptions<MaintenanceTasksOptions> options, TimeProvider time, ILogger<BuildFit> logger)
{
    private const int Shown = 8;

    // For a while, so that a run that is left to others does not cost a look at each poll.
    private readonly ConcurrentDictionary<long, long> _left = new();

    /// <summary>True for a run that was left to another node a moment ago.</summary>
    public bool IsLeft(long runId)
    {
        if (!_left.TryGetValue(runId, out var since)) return false;
        if (time.GetElapsedTime(since) < options.Value.SweepInterval) return true;
        _left.TryRemove(runId, out _);
        return false;
    }

    /// <summary>True when this build is the one that works on a run, and its arguments can be given to the task, as far as can be told without making one.</summary>
    public bool Fits(Run run) => catalog.Find(run.Task) is { } task && IsOf(task, run) && HasFittingArguments(task, run);

    /// <summary>Leaves a run to a node that is to work on it instead; false when there is none.</summary>
    public async Task<bool> LeaveAsync(RunState state, CancellationToken cancellationToken)
    {
        var run = state.Run;
        if (catalog.Find(run.Task) is not { } task) return false;
        var nodes = (await store.NodesAsync(cancellationToken).ConfigureAwait(false)).Where(node => !identity.IsProvablyDead(node)).ToArray();
        if (!IsOf(task, run))
        {
            if (nodes.FirstOrDefault(node => node.TaskBuilds.GetValueOrDefault(run.Task) == run.Build) is { } same)
            {
                logger.LogInformation("Run {RunId} of {Task} is left to {Node}: build {Build} has started it.", run.Id, run.Task, same.Name, run.Build);
                return Leave(run);
            }

            // A command that works on its run alone is no node: what it holds says that it is there.
            if (state.Partitions.Any(partition => partition.Owner is { } owner && !identity.IsProvablyDead(owner))) return Leave(run);
        }

        if (HasFittingArguments(task, run) || nodes.FirstOrDefault(node => node.ParameterHashes.GetValueOrDefault(run.Task) == run.ParameterHash) is not { } other) return false;
        logger.LogInformation("The arguments of run {RunId} do not fit {Task} of this build; it is left to {Node}, build {Build}.", run.Id, run.Task, other.Name, other.Build);
        return Leave(run);
    }

    /// <summary>Makes this build the one that works on a run, and says so. Part of a claim.</summary>
    public void TakeOver(RunChange change, DateTime at, Actor actor)
    {
        if (catalog.Find(change.Run.Task) is not { } task || IsOf(task, change.Run) || !HasFittingArguments(task, change.Run)) return;
        var before = change.Run.Build!;
        change.Update(change.Run with { Build = task.Build });
        change.Record(RunEventKind.Note, at, actor, text: $"build {task.Build[..Shown]} goes on: no node has build {(before.Length > Shown ? before[..Shown] : before)} any more");
    }

    private static bool IsOf(TaskDescriptor task, Run run) => run.Build is null || run.Build == task.Build;

    private static bool HasFittingArguments(TaskDescriptor task, Run run) => task.ParameterHash == run.ParameterHash || Fit(task, run.Arguments);

    private bool Leave(Run run)
    {
        _left[run.Id] = time.GetTimestamp();
        return true;
    }

    private static bool Fit(TaskDescriptor task, IReadOnlyDictionary<string, string?> arguments) =>
        arguments.Keys.All(name => task.Parameter(name) is not null)
        && task.Parameters.All(parameter => Fits(parameter, arguments.GetValueOrDefault(parameter.Name)));

    private static bool Fits(TaskParameter parameter, string? text)
    {
        if (string.IsNullOrEmpty(text)) return !parameter.IsRequired;
        if (parameter.IsSecret) return true;
        try
        {
            parameter.Parse(text);
            return true;
        }
        catch (Exception exception) when (exception is UnfitTextException or FormatException or OverflowException or ArgumentException)
        {
            return false;
        }
    }
}
