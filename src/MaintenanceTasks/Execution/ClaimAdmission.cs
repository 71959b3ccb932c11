using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks;

/// <summary>
/// Which runs this process leaves to others although it knows their task: those whose secrets it cannot read. It says so once, in the run and
/// in the log, and looks again now and then, because keys may come.
/// </summary>
internal sealed class ClaimAdmission(SecretArguments secrets, TaskCatalog catalog, RunChanger runs, NodeIdentity node, TimeProvider time, ILogger<ClaimAdmission> logger)
{
    private static readonly TimeSpan KeysMayCome = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<long, (long Since, TimeSpan For)> _refused = new();
    private readonly ConcurrentDictionary<long, bool> _told = new();

    /// <summary>The runs that are left alone at present.</summary>
    public IReadOnlyCollection<long> Refused()
    {
        foreach (var (run, (since, span)) in _refused)
        {
            if (time.GetElapsedTime(since) >= span) _refused.TryRemove(run, out _);
        }

        return [.. _refused.Keys];
    }

    /// <summary>False when this process is not to claim a run.</summary>
    public async Task<bool> AdmitsAsync(Run run)
    {
        if (secrets.WhyUnreadable(catalog.Get(run.Task), run) is { } why)
        {
            await RefuseAsync(run, why).ConfigureAwait(false);
            return false;
        }

        _told.TryRemove(run.Id, out _);
        return true;
    }

    private async Task RefuseAsync(Run run, string why)
    {
        _refused[run.Id] = (time.GetTimestamp(), KeysMayCome);
        if (!_told.TryAdd(run.Id, true)) return;
        logger.LogWarning("Run {RunId} is left to another node: {Reason}", run.Id, why);
        await runs.ChangeAsync(run.Id, (change, at) => Tell(change, at, why), CancellationToken.None).ConfigureAwait(false);
    }

    private bool Tell(RunChange change, DateTime at, string why)
    {
        if (!change.Run.Status.IsClaimable()) return false;
        change.Record(RunEventKind.Note, at, new Actor("worker", node.Name), text: why);
        return true;
    }
}
