using System.Globalization;
using Chaos.Processes;

namespace Chaos.Ledgers;

/// <summary>Worker processes of the small application on one database.</summary>
internal sealed class LedgerFleet(Proof proof, BlogDatabase database) : IDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);
    private readonly List<LedgerWorker> _workers = [];
    private int _machines;

    /// <summary>How many partitions each worker takes at a time.</summary>
    public int Slices { get; init; } = 3;

    /// <summary>True for each worker on a machine of its own, as far as it and the others can tell. Needs root.</summary>
    public bool Elsewhere { get; init; }

    public IReadOnlyList<LedgerWorker> Workers => _workers;

    public BlogDatabase Database => database;

    /// <summary>A SQLite file with the tables, and so many items.</summary>
    public static async Task<SqliteBlog> NewFileAsync(Proof proof, int items)
    {
        var database = new SqliteBlog(proof.Workspace.NewPath("ledger.db"));
        await FillAsync(database, items);
        return database;
    }

    /// <summary>An empty database of a server, given the tables and so many items.</summary>
    public static async Task<PostgresBlog> NewDatabaseAsync(Proof proof, string connectionString, int items)
    {
        var database = new PostgresBlog(connectionString, Path.GetDirectoryName(proof.Workspace.NewPath("here"))!);
        await FillAsync(database, items);
        return database;
    }

    /// <inheritdoc cref="NewDatabaseAsync"/>
    public static async Task<SqlServerBlog> NewSqlServerAsync(Proof proof, string connectionString, int items)
    {
        var database = new SqlServerBlog(connectionString, Path.GetDirectoryName(proof.Workspace.NewPath("here"))!);
        await FillAsync(database, items);
        return database;
    }

    public static Task<BlogCommand> TryAskAsync(BlogDatabase database, params string[] verb) => BlogCommand.RunAsync(
        database.ConnectionString, database.Directory, verb, [("MaintenanceTasks__Worker__Enabled", "false")], program: BlogProcess.Ledger);

    private static async Task FillAsync(BlogDatabase database, int items)
    {
        var done = await TryAskAsync(database, "list");
        if (done.ExitCode != 0) throw new InvalidOperationException($"list ended with {done.ExitCode}: {done.Error}");
        database.Execute($"{database.Numbers(items)} INSERT INTO \"Items\" (\"Id\") SELECT number FROM numbers");
    }

    public void Start(int workers)
    {
        for (var worker = 0; worker < workers; worker++)
        {
            var machine = string.Create(CultureInfo.InvariantCulture, $"machine{++_machines}");
            var host = proof.Workspace.Start(
                BlogProcess.Ledger, database.ConnectionString, database.Directory,
                [("MaintenanceTasks__Worker__MaxConcurrentSlices", $"{Slices}"), ("MaintenanceTasks__LeaseDuration", Lease.ToString("c", CultureInfo.InvariantCulture))],
                launcher: Elsewhere ? ["unshare", "--pid", "--uts", "--mount-proc", "--fork", "--kill-child", "sh", "-c", $"hostname {machine} && exec \"$0\" \"$@\""] : null);
            _workers.Add(new LedgerWorker(host, Elsewhere ? $"{machine}|%" : string.Create(CultureInfo.InvariantCulture, $"%|{host.Id}|%")));
        }
    }

    /// <summary>Waits until every worker has started.</summary>
    public Task StartedAsync() => Proof.UntilAsync("every worker has started", () => _workers.All(worker => worker.Host.HasStarted));

    /// <summary>What a worker holds: of each partition the run, its task and the number.</summary>
    public IReadOnlyList<(long Run, string Task, long Number)> Held(LedgerWorker worker) => database.Query(
        "SELECT r.id, r.task, p.number FROM maintenance_task_partitions p JOIN maintenance_task_runs r ON r.id = p.run_id "
        + $"WHERE p.owner LIKE '{worker.Owner}'",
        row => (row.GetInt64(0), row.GetString(1), row.GetInt64(2)));

    /// <summary>Ends a worker with SIGKILL.</summary>
    public void Kill(LedgerWorker worker)
    {
        worker.Host.Kill();
        Remove(worker);
    }

    public void Remove(LedgerWorker worker)
    {
        _workers.Remove(worker);
        worker.Host.Dispose();
    }

    public void Dispose()
    {
        foreach (var worker in _workers) worker.Host.Dispose();
    }
}
