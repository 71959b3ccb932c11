using System.Globalization;
using Chaos.Processes;
using Chaos.Servers;

namespace Chaos.Scenarios;

/// <summary>Worker processes of the sample on one database that share their work through Hangfire.</summary>
/// <param name="proof">The scenario.</param>
/// <param name="database">The database of the runs.</param>
/// <param name="storage">The connection string of Hangfire's storage.</param>
/// <param name="slices">How many partitions a worker works on at the same time.</param>
/// <param name="environment">More of their configuration.</param>
internal sealed class Fleet(Proof proof, BlogDatabase database, string storage, int slices, params (string Name, string Value)[] environment) : IDisposable
{
    private readonly List<BlogHost> _alive = [];
    private readonly List<BlogHost> _all = [];

    public IReadOnlyList<BlogHost> Alive => _alive;

    /// <summary>How often a worker took a partition, by worker.</summary>
    public static IReadOnlyList<string> Claims(BlogDatabase database, long run) => database.Query(
        $"SELECT node, COUNT(*) FROM maintenance_task_events WHERE run_id = {run} AND kind = 'claimed' GROUP BY node ORDER BY node",
        row => string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)} {row.GetInt64(1)} times"));

    /// <summary>From the first claim of a run to its end, as stored.</summary>
    public static TimeSpan Took(BlogDatabase database, long run) => database.ReachedAt(run, "succeeded") - database.StartedAt(run);

    /// <summary>Starts workers, and waits until their applications answer.</summary>
    public async Task StartAsync(int workers)
    {
        for (var worker = 0; worker < workers; worker++) Add();
        foreach (var host in _alive) await host.AnswersAsync();
    }

    /// <summary>Starts a worker on each of these machines, and waits until their applications answer.</summary>
    public async Task StartAsync(IReadOnlyList<NetworkNode> nodes)
    {
        foreach (var node in nodes) Add(node);
        foreach (var host in _alive) await host.AnswersAsync();
    }

    /// <summary>The partitions of a run that a worker has.</summary>
    public IReadOnlyList<long> Held(BlogHost host, long run) => database.Query(
        string.Create(CultureInfo.InvariantCulture, $"SELECT number FROM maintenance_task_partitions WHERE run_id = {run} AND owner LIKE '%|{host.Id}|%'"),
        row => row.GetInt64(0));

    /// <summary>Ends a worker with SIGKILL, starts another, and waits until it answers: on a slow machine there would soon be none.</summary>
    public async Task ReplaceAsync(BlogHost host)
    {
        host.Kill();
        _alive.Remove(host);
        await Add().AnswersAsync();
    }

    /// <summary>Takes a worker out of the fleet: it goes on, but nobody replaces it.</summary>
    public void Detach(BlogHost host) => _alive.Remove(host);

    public void Dispose()
    {
        foreach (var host in _all) host.Dispose();
    }

    private BlogHost Add(NetworkNode? node = null)
    {
        var host = proof.Workspace.Start(
            database, node,
            [("ConnectionStrings__Hangfire", storage), ("MaintenanceTasks__Worker__MaxConcurrentSlices", $"{slices}"), .. environment]);
        _alive.Add(host);
        _all.Add(host);
        return host;
    }
}
