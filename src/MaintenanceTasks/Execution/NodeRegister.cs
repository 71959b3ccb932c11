using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>
/// Keeps this process in the list of nodes, and takes those off it that no longer run: dead ones of this host at the next look, others
/// when their beat has stood still for three times the lease, on this process's own monotonic clock. Writes and reads once a lease time.
/// </summary>
internal sealed class NodeRegister(
    IRunStore store, TaskCatalog catalog, NodeIdentity identity, IOptions<MaintenanceTasksOptions> options, TimeProvider time, ILogger<NodeRegister> logger)
{
    private const int LeasesOfSilence = 3;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly Dictionary<Guid, (Node Node, long Since)> _seen = [];
    private readonly Guid _id = Guid.NewGuid();
    private readonly DateTime _startedAt = time.GetUtcNow().UtcDateTime;
    private string? _build;
    private long _beat;
    private long? _writtenAt;

    /// <summary>One look, and what is due.</summary>
    /// <param name="works">Whether this process works on runs of its tasks.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task LookAsync(bool works, CancellationToken cancellationToken)
    {
        if (_writtenAt is not { } at || time.GetElapsedTime(at) >= options.Value.LeaseDuration)
        {
            await store.WriteNodeAsync(Own(works), cancellationToken).ConfigureAwait(false);
            _writtenAt = time.GetTimestamp();
            Observe(await store.NodesAsync(cancellationToken).ConfigureAwait(false));
        }

        foreach (var (node, since) in _seen.Values.ToArray())
        {
            var isDead = identity.IsProvablyDead(node);
            if (!isDead && time.GetElapsedTime(since) < options.Value.LeaseDuration * LeasesOfSilence) continue;
            _seen.Remove(node.Id);
            if (!await store.RemoveNodeAsync(node.Id, node.Beat, cancellationToken).ConfigureAwait(false)) continue;
            logger.LogInformation("Node {Node} is no longer listed: {Reason}.", node.Name, isDead ? "the process is dead" : "it fell silent");
        }
    }

    /// <summary>Takes this process off the list. A store that does not answer now is not waited for: others will do it.</summary>
    public async Task LeaveAsync()
    {
        if (_writtenAt is null) return;
        _writtenAt = null;
        try
        {
            await store.RemoveNodeAsync(_id, null, CancellationToken.None).WaitAsync(Farewell, time).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.LogDebug(exception, "The store did not hear that this node leaves.");
        }
    }

    private Node Own(bool works) => new()
    {
        Id = _id,
        Identity = identity.Text,
        Name = identity.Name,
        Build = _build ??= NodeBuild.Of(catalog),
        Tasks = works ? [.. catalog.Names] : [],
        TaskBuilds = works ? catalog.Tasks.ToDictionary(task => task.Name, task => task.Build) : [],
        ParameterHashes = works ? catalog.Tasks.ToDictionary(task => task.Name, task => task.ParameterHash) : [],
        Beat = ++_beat,
        StartedAt = _startedAt,
        SeenAt = time.GetUtcNow().UtcDateTime,
    };

    private void Observe(IReadOnlyList<Node> nodes)
    {
        foreach (var gone in _seen.Keys.Except(nodes.Select(node => node.Id)).ToArray()) _seen.Remove(gone);
        foreach (var node in nodes.Where(node => node.Id != _id))
        {
            if (!_seen.TryGetValue(node.Id, out var seen) || seen.Node.Beat != node.Beat) _seen[node.Id] = (node, time.GetTimestamp());
        }
    }
}
