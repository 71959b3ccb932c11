using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// The newest run of each task, as far as this process has seen it: a look reads the last runs and those made since, and the newest ones
/// that can still change, where a whole reading takes a step of the index and a row for each task.
/// </summary>
internal sealed class NewestRuns(TimeProvider time)
{
    /// <summary>A run whose number was given before, and which was committed after the one seen last, is among so many.</summary>
    private const int Margin = 100;

    /// <summary>What no run shows that is made, such as runs that were removed, is seen after this time.</summary>
    private static readonly TimeSpan Whole = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _newest = [];
    private readonly Dictionary<long, NewestRun> _ended = [];
    private long _last;
    private long _wholeAt;

    public async Task<IReadOnlyList<NewestRun>> ReadAsync(DbContext db, CancellationToken cancellationToken)
    {
        var since = Since();
        var found = since is { } last ? await LaterAsync(db, last, cancellationToken).ConfigureAwait(false) : [];

        // Without the one seen last this is not the database that was read before, or its runs were removed.
        var whole = since is null || !found.Any(run => run.Id == since);
        if (whole) found = await db.NewestIdsAsync(cancellationToken).ConfigureAwait(false);
        var (ended, ids) = Note(found, whole);
        var rows = await db.RunsByIds(ids).Select(row => new NewestRun(row.Id, row.Task, row.Status, row.CreatedAt, row.EndedAt))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            foreach (var run in rows.Where(run => run.Status is RunStatus.Succeeded or RunStatus.Cancelled)) _ended[run.Id] = run;
        }

        return [.. ended, .. rows];
    }

    private long? Since()
    {
        lock (_gate) return _last == 0 || time.GetElapsedTime(_wholeAt) >= Whole ? null : _last;
    }

    /// <summary>Answers the newest that have ended for good, and the numbers of the others.</summary>
    private (IReadOnlyList<NewestRun> Ended, long[] Others) Note(IReadOnlyList<(string Task, long Id)> found, bool whole)
    {
        lock (_gate)
        {
            if (whole)
            {
                _newest.Clear();
                _ended.Clear();
                (_last, _wholeAt) = (0, time.GetTimestamp());
            }

            foreach (var (task, id) in found)
            {
                var before = _newest.GetValueOrDefault(task);
                if (id > before) _ended.Remove(before);
                _newest[task] = Math.Max(id, before);
                _last = Math.Max(id, _last);
            }

            var ended = _newest.Values.Select(_ended.GetValueOrDefault).OfType<NewestRun>().ToArray();
            return (ended, [.. _newest.Values.Where(id => !_ended.ContainsKey(id))]);
        }
    }

    private static async Task<IReadOnlyList<(string Task, long Id)>> LaterAsync(DbContext db, long last, CancellationToken cancellationToken)
    {
        var from = last - Margin;
        var rows = await db.Rows<RunRow>().Where(row => row.Id >= from).Select(row => new { row.Task, row.Id }).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (row.Task, row.Id))];
    }
}
