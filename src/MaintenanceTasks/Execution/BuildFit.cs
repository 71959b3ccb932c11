using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>
/// Whether the arguments of a run fit its task in this build. While versions run side by side, a run that does not fit here is left to a
/// node whose task has the parameters it was started with; when there is none, it is claimed here all the same, and its error says what
/// does not fit.
/// </summary>
internal sealed class BuildFit(
    IRunStore store, TaskCatalog catalog, NodeIdentity identity, IOptions<MaintenanceTasksOptions> options, TimeProvider time, ILogger<BuildFit> logger)
{
    // For a lease time, so that a run that is left to others does not cost a look at each poll.
    private readonly ConcurrentDictionary<long, long> _left = new();

    /// <summary>True for a run that was left to another node a moment ago.</summary>
    public bool IsLeft(long runId)
    {
        if (!_left.TryGetValue(runId, out var since)) return false;
        if (time.GetElapsedTime(since) < options.Value.LeaseDuration) return true;
        _left.TryRemove(runId, out _);
        return false;
    }

    /// <summary>True when the arguments of a run can be given to its task, as far as can be told without making one.</summary>
    public bool Fits(Run run) =>
        catalog.Find(run.Task) is { } task && (task.ParameterHash == run.ParameterHash || Fit(task, run.Arguments));

    /// <summary>Leaves a run to a node that has the version of the task it was started with; false when there is none.</summary>
    public async Task<bool> LeaveAsync(Run run, CancellationToken cancellationToken)
    {
        var nodes = await store.NodesAsync(cancellationToken).ConfigureAwait(false);
        if (nodes.FirstOrDefault(node => node.ParameterHashes.GetValueOrDefault(run.Task) == run.ParameterHash && !identity.IsProvablyDead(node)) is not { } other) return false;
        logger.LogInformation("The arguments of run {RunId} do not fit {Task} of this build; it is left to {Node}, build {Build}.", run.Id, run.Task, other.Name, other.Build);
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
