using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Writes our rows: guarded updates and plain inserts, inside the caller's transaction.</summary>
internal static class RowWriting
{
    public static async Task InsertRunAsync(this DbContext db, NewRun run, CancellationToken cancellationToken)
    {
        await RowInsert.InsertAsync(db, [ToRow(run)], cancellationToken).ConfigureAwait(false);
        var id = await db.RunIdAsync(run.Token, cancellationToken).ConfigureAwait(false);
        await RowInsert.InsertAsync(db, [new PartitionRow { RunId = id }], cancellationToken).ConfigureAwait(false);
        EventRow created = new()
        {
            RunId = id,
            Number = 1,
            At = run.CreatedAt,
            Kind = RunEventKind.Status,
            To = RunStatus.Enqueued,
            Actor = Cut(run.Actor.Name, RunTables.PersonLength),
            Node = Cut(run.Actor.Node, RunTables.PersonLength),
        };
        await RowInsert.InsertAsync(db, [created], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Locks the run row for the rest of the transaction; false when there is no such run.</summary>
    public static async Task<bool> LockRunAsync(this DbContext db, long id, CancellationToken cancellationToken) =>
        await db.Set<RunRow>().IgnoreQueryFilters().Where(row => row.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version + 1), cancellationToken).ConfigureAwait(false) == 1;

    public static Task WriteRunAsync(this DbContext db, Run run, CancellationToken cancellationToken) =>
        db.Set<RunRow>().IgnoreQueryFilters().Where(row => row.Id == run.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, run.Status)
                .SetProperty(row => row.ActiveKey, run.ActiveKey)
                .SetProperty(row => row.Build, run.Build)
                .SetProperty(row => row.StartedAt, run.StartedAt)
                .SetProperty(row => row.EndedAt, run.EndedAt)
                .SetProperty(row => row.Total, run.Total)
                .SetProperty(row => row.TotalKind, run.TotalKind)
                .SetProperty(row => row.ErrorType, run.Error == null ? null : Cut(run.Error.Type, 500))
                .SetProperty(row => row.ErrorMessage, run.Error == null ? null : run.Error.Message)
                .SetProperty(row => row.ErrorStackTrace, run.Error == null ? null : run.Error.StackTrace)
                .SetProperty(row => row.ErrorItem, run.Error == null ? null : run.Error.Item)
                .SetProperty(row => row.HeldUntil, run.HeldUntil)
                .SetProperty(row => row.HeldReason, run.HeldReason)
                .SetProperty(row => row.LastEvent, run.LastEvent),
            cancellationToken);

    /// <summary>Raises the beat of the partitions of these owners, and reads which leases they still are.</summary>
    public static HashSet<Lease> BeatRows(this DbContext db, string?[] owners)
    {
        var rows = db.Set<PartitionRow>().IgnoreQueryFilters().Where(row => owners.Contains(row.Owner));
        rows.ExecuteUpdate(set => set.SetProperty(row => row.Beat, row => row.Beat + 1));
        return rows.Select(row => new Lease(row.RunId, row.Number, row.Epoch, row.Owner!)).ToHashSet();
    }

    /// <summary>Changes the ownership of a partition; false when its guard no longer holds.</summary>
    public static async Task<bool> WritePartitionAsync(this DbContext db, long runId, PartitionWrite write, CancellationToken cancellationToken)
    {
        var rows = db.Set<PartitionRow>().IgnoreQueryFilters()
            .Where(row => row.RunId == runId && row.Number == write.Number && row.Epoch == write.ExpectedEpoch);
        if (write.ExpectedBeat is { } beat) rows = rows.Where(row => row.Beat == beat);
        return await rows.ExecuteUpdateAsync(
            set =>
            {
                set.SetProperty(row => row.Epoch, write.Epoch).SetProperty(row => row.Owner, write.Owner);
                if (write.Attempts is { } attempts) set.SetProperty(row => row.Attempts, attempts);
                if (write.ClaimedAt is { } claimedAt) set.SetProperty(row => row.ClaimedAt, claimedAt);
                if (write.Scope is { } scope) set.SetProperty(row => row.Scope, scope);
                if (write.Error is { } error) set.SetProperty(row => row.Error, error.Length == 0 ? null : error);
                if (write.High is { } high) set.SetProperty(row => row.High, high);
                if (write.Done) set.SetProperty(row => row.Done, true);
            },
            cancellationToken).ConfigureAwait(false) == 1;
    }

    public static async Task InsertEventsAsync(this DbContext db, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        await RowInsert.InsertAsync(db, [.. events.Select(ToRow)], cancellationToken).ConfigureAwait(false);
        await EventHistory.ForgetAsync(db, events, cancellationToken).ConfigureAwait(false);
    }

    public static async Task WriteSampleAsync(
        this DbContext db, RunSample sample, IReadOnlyCollection<DateTime> dropped, CancellationToken cancellationToken)
    {
        var places = dropped.Append(sample.At).ToArray();
        await db.Set<SampleRow>().IgnoreQueryFilters().Where(row => row.RunId == sample.RunId && EF.Parameter(places).Contains(row.At))
            .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        SampleRow row = new() { RunId = sample.RunId, At = sample.At, Ticks = sample.Ticks, Mark = sample.Mark };
        await RowInsert.InsertAsync(db, [row], cancellationToken).ConfigureAwait(false);
    }

    private static RunRow ToRow(NewRun run) => new()
    {
        Token = run.Token,
        Task = run.Task,
        Status = RunStatus.Enqueued,
        Arguments = JsonSerializer.Serialize(run.Arguments),
        ParameterHash = run.ParameterHash,
        Build = Cut(run.Build, RunTables.BuildLength),
        StartedBy = Cut(run.StartedBy, RunTables.PersonLength),
        Metadata = JsonSerializer.Serialize(run.Metadata),
        IdempotencyKey = run.IdempotencyKey,
        ActiveKey = run.ActiveKey,
        Delivery = run.Delivery,
        CreatedAt = run.CreatedAt,
        TotalKind = TotalKind.Unknown,
        Parallelism = run.Parallelism,
        LastEvent = 1,
    };

    private static EventRow ToRow(RunEvent written) => new()
    {
        RunId = written.RunId,
        Number = written.Number,
        At = written.At,
        Kind = written.Kind,
        From = written.From,
        To = written.To,
        Actor = Cut(written.Actor, RunTables.PersonLength),
        Node = Cut(written.Node, RunTables.PersonLength),
        Partition = written.Partition,
        Epoch = written.Epoch,
        Text = written.Text,
    };

    public static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;
}
