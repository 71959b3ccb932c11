using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Reads our rows: without tracking, without the host's filters, and into the snapshots of the core.</summary>
internal static class RowReading
{
    public static IQueryable<TRow> Rows<TRow>(this DbContext db)
        where TRow : class => db.Set<TRow>().AsNoTracking().IgnoreQueryFilters();

    /// <summary>
    /// The newest runs of each of these statuses. Asked for all statuses at once, a database would walk all runs backwards until it has found
    /// enough, and there are few active ones.
    /// </summary>
    public static IQueryable<RunRow> OfStatuses(this IQueryable<RunRow> rows, IReadOnlyCollection<RunStatus> statuses, int limit)
    {
        if (statuses.Count == 0) return rows.Where(_ => false);
        var newest = statuses.Distinct()
            .Select(status => rows.Where(row => row.Status == status).OrderByDescending(row => row.Id).Take(limit).Select(row => row.Id))
            .Aggregate((all, next) => all.Concat(next));
        return rows.Where(row => newest.Contains(row.Id));
    }

    public static IQueryable<RunRow> RunsByIds(this DbContext db, long[] ids) => db.Rows<RunRow>().Where(row => EF.Parameter(ids).Contains(row.Id));

    public static async Task<RunState?> ReadStateAsync(this DbContext db, long id, CancellationToken cancellationToken)
    {
        var run = await db.Rows<RunRow>().FirstOrDefaultAsync(row => row.Id == id, cancellationToken).ConfigureAwait(false);
        if (run is null) return null;
        var partitions = await db.ReadPartitionsAsync(id, cancellationToken).ConfigureAwait(false);

        // A run has at least one: it was removed between the two questions.
        if (partitions.Count == 0) return null;
        return new RunState(
            run.ToRun(
                partitions.Sum(row => row.Ticks), partitions.Sum(row => row.Skipped), partitions.Sum(row => row.Affected),
                partitions.Sum(row => row.TimeRunningMs), partitions.Max(row => row.MovedAt)),
            [.. partitions.Select(ToPartition)]);
    }

    public static Task<List<PartitionRow>> ReadPartitionsAsync(this DbContext db, long runId, CancellationToken cancellationToken) =>
        db.Rows<PartitionRow>().Where(row => row.RunId == runId).OrderBy(row => row.Number).ToListAsync(cancellationToken);

    public static async Task<IReadOnlyList<RunSample>> ReadSamplesAsync(
        this DbContext db, IReadOnlyCollection<long> runIds, DateTime? since, CancellationToken cancellationToken)
    {
        var rows = db.Rows<SampleRow>().Where(row => EF.Parameter(runIds).Contains(row.RunId));
        if (since is not null) rows = rows.Where(row => row.At >= since);
        return await rows.OrderBy(row => row.RunId).ThenBy(row => row.At)
            .Select(row => new RunSample(row.RunId, row.At, row.Ticks, row.Mark)).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The runs that an earlier try of a request made: by its token or by its idempotency key.</summary>
    public static Task<List<RunRow>> RunsOfRequestAsync(this DbContext db, Guid token, string? idempotencyKey, CancellationToken cancellationToken) =>
        db.Rows<RunRow>().Where(row => row.Token == token || (idempotencyKey != null && row.IdempotencyKey == idempotencyKey))
            .ToListAsync(cancellationToken);

    public static Task<List<RunRow>> ActiveRunsAsync(this DbContext db, string activeKey, CancellationToken cancellationToken) =>
        db.Rows<RunRow>().Where(row => row.ActiveKey == activeKey).ToListAsync(cancellationToken);

    public static Task<long> RunIdAsync(this DbContext db, Guid token, CancellationToken cancellationToken) =>
        db.Rows<RunRow>().Where(row => row.Token == token).Select(row => row.Id).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Reads the sums of several runs in one query.</summary>
    public static async Task<IReadOnlyList<Run>> WithSumsAsync(this DbContext db, List<RunRow> runs, CancellationToken cancellationToken)
    {
        long[] ids = [.. runs.Select(row => row.Id)];
        var sums = await db.Rows<PartitionRow>().Where(row => EF.Parameter(ids).Contains(row.RunId)).GroupBy(row => row.RunId)
            .Select(group => new
            {
                Id = group.Key,
                Ticks = group.Sum(row => row.Ticks),
                Skipped = group.Sum(row => row.Skipped),
                Affected = group.Sum(row => row.Affected),
                Time = group.Sum(row => row.TimeRunningMs),
                MovedAt = group.Max(row => row.MovedAt),
            })
            .ToDictionaryAsync(sum => sum.Id, cancellationToken).ConfigureAwait(false);
        return [.. runs.Select(row => sums.TryGetValue(row.Id, out var sum)
            ? row.ToRun(sum.Ticks, sum.Skipped, sum.Affected, sum.Time, sum.MovedAt)
            : row.ToRun(0, 0, 0, 0, null))];
    }

    public static Partition ToPartition(this PartitionRow row) => new()
    {
        RunId = row.RunId,
        Number = row.Number,
        Scope = row.Scope,
        Error = row.Error,
        Low = row.Low,
        High = row.High,
        Cursor = row.Cursor,
        Done = row.Done,
        Ticks = row.Ticks,
        Skipped = row.Skipped,
        Vanished = row.Vanished,
        Affected = row.Affected,
        TimeRunning = TimeSpan.FromMilliseconds(row.TimeRunningMs),
        Owner = row.Owner,
        Beat = row.Beat,
        Epoch = row.Epoch,
        CheckpointSeq = row.CheckpointSeq,
        Attempts = row.Attempts,
        ClaimedAt = row.ClaimedAt,
        MovedAt = row.MovedAt,
    };

    public static RunEvent ToEvent(this EventRow row) => new()
    {
        RunId = row.RunId,
        Number = row.Number,
        At = row.At,
        Kind = row.Kind,
        From = row.From,
        To = row.To,
        Actor = row.Actor,
        Node = row.Node,
        Partition = row.Partition,
        Epoch = row.Epoch,
        Text = row.Text,
    };

    private static Run ToRun(this RunRow row, long ticks, long skipped, long affected, long timeMs, DateTime? movedAt) => new()
    {
        Id = row.Id,
        Task = row.Task,
        Status = row.Status,
        Arguments = JsonSerializer.Deserialize<Dictionary<string, string?>>(row.Arguments)!,
        ParameterHash = row.ParameterHash,
        Build = row.Build,
        StartedBy = row.StartedBy,
        Metadata = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Metadata)!,
        IdempotencyKey = row.IdempotencyKey,
        Token = row.Token,
        ActiveKey = row.ActiveKey,
        Delivery = row.Delivery,
        Parallelism = row.Parallelism,
        CreatedAt = row.CreatedAt,
        StartedAt = row.StartedAt,
        EndedAt = row.EndedAt,
        Total = row.Total,
        TotalKind = row.TotalKind,
        Error = row.ErrorType is null ? null : new RunError(row.ErrorType, row.ErrorMessage ?? "", row.ErrorStackTrace, row.ErrorItem),
        HeldUntil = row.HeldUntil,
        HeldReason = row.HeldReason,
        LastEvent = row.LastEvent,
        Ticks = ticks,
        Skipped = skipped,
        Affected = affected,
        TimeRunning = TimeSpan.FromMilliseconds(timeMs),
        MovedAt = movedAt,
    };
}
