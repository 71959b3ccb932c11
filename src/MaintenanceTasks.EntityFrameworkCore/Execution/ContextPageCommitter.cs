using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// Commits a page: the changes of its items, then the checkpoint, in one short transaction. Passing faults are tried again here,
/// without calling <c>Process</c> again; a lost acknowledgement of the commit is found out by the checkpoint's number.
/// </summary>
internal sealed class ContextPageCommitter : IPageCommitter
{
    private const int Tries = 5;
    private static readonly TimeSpan SqliteTarget = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan SqliteHold = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(500);
    private readonly DbContext _db;
    private readonly PagePosition _position;
    private readonly ContextPageShape _shape;
    private readonly PageRefusal? _refusal;
    private readonly SavingListeners _listeners;
    private readonly SetWriter? _sets;
    private readonly WriterTurn? _turn;
    private readonly WriteLimits _limits;
    private readonly int? _commandTimeoutOfTheHost;
    private bool _looked;

    public ContextPageCommitter(DbContext db, ContextPageShape shape, IRunStore store, IOptions<MaintenanceTasksOptions> options, TimeProvider time,
        WriterTurns? turns = null, StoreTies? ties = null)
    {
        (_db, _shape) = (db, shape);
        _limits = new WriteLimits(options.Value.LeaseDuration, shape.LockTimeout ?? options.Value.LockTimeout);
        _commandTimeoutOfTheHost = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(Seconds(shape.CommandTimeout) ?? _commandTimeoutOfTheHost ?? Seconds(options.Value.CommandTimeout));
        _position = PagePosition.For(db, store, ties, time, _limits);
        _turn = DatabaseKinds.IsSqlite(db) ? (turns ?? new WriterTurns(time)).For(db.Database.GetDbConnection().DataSource) : null;
        _listeners = new SavingListeners(db);
        _sets = shape.WritesInSets && !shape.ProcessInside ? SetWriter.For(db) : null;
        _refusal = shape.ProcessInside ? null : new PageRefusal(db, shape.Task);
        var (first, most) = shape.Batches ?? (Math.Min(100, options.Value.MaxPageSize), options.Value.MaxPageSize);
        var size = shape.FixedPageSize;
        if (shape.HasOutsideEffects) size = shape.Batches is null ? 1 : size ?? first;
        Policy = new PagePolicy
        {
            Delivery = shape.HasOutsideEffects ? DeliveryMode.PerItem : _position.Delivery,
            MaxTime = _turn is null ? Target : SqliteTarget,
            MaxHold = _turn is null ? TimeSpan.MaxValue : SqliteHold,
            MaxQuiet = shape.HasOutsideEffects || shape.ProcessInside ? TimeSpan.Zero : options.Value.CheckpointInterval,
            ProcessInside = shape.ProcessInside,
            HasTransaction = true,
            FirstSize = LockEscalation.Limit(db, size ?? first),
            MaxSize = LockEscalation.Limit(db, size ?? most),
        };
    }

    public PagePolicy Policy { get; }

    public TimeSpan Waited { get; private set; }

    public TimeSpan Held { get; private set; }

    public Exception? Refusal() => _refusal?.Take();

    public Task<KeptPosition?> OpenAsync(Run run, Partition partition, Lease lease, CancellationToken cancellationToken) =>
        _position.OpenAsync(run, partition, lease, cancellationToken);

    public Task CloseAsync(CancellationToken cancellationToken) => _position.CloseAsync(cancellationToken);

    public bool LeftNothing()
    {
        var (tracker, copies) = (_db.ChangeTracker, _shape.Copies());
        var untouched = !_listeners.Any && !WithoutLooking(tracker.HasChanges) && copies?.AreLikeThePage() == true;
        if (!untouched && tracker.AutoDetectChangesEnabled) tracker.DetectChanges();

        // Said of this page alone: what the next one changes has to be looked for again.
        _looked = !untouched && (_listeners.Any || WithoutLooking(tracker.HasChanges));
        copies?.AreWanted = !_looked;
        if (_looked) return false;
        tracker.Clear();
        return true;
    }

    public void Dispose()
    {
        // A context given to a test outlives the slice.
        _db.Database.SetCommandTimeout(_commandTimeoutOfTheHost);
        _refusal?.Dispose();
    }

    public async Task<bool> CommitAsync(
        Lease lease, Func<Task>? process, Func<long, Checkpoint?> checkpoint, CancellationToken cancellationToken)
    {
        var page = new Page(lease, process, checkpoint);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var kept = await _db.Database.CreateExecutionStrategy()
                    .ExecuteAsync(page, (_, open, token) => TryAsync(open, token), null, cancellationToken).ConfigureAwait(false);

                // Saved, but still pending for the tracker: the next page would save it again.
                if (kept) _db.ChangeTracker.Clear();
                return kept && (page.Made is null || await _position.FollowAsync(lease, page.Made, cancellationToken).ConfigureAwait(false));
            }
            // What took too long would take as long again: the page is tried with half the items instead.
            catch (Exception exception) when (attempt < Tries && process is null && DatabaseFaults.IsTransient(exception) && !DatabaseFaults.IsTimeUp(exception))
            {
                await Task.Delay(RetryDelay.After(attempt), cancellationToken).ConfigureAwait(false);
            }
            catch (PageProcessException exception)
            {
                // Wrapped so that the host's retry strategy did not take it for a fault of the database.
                ExceptionDispatchInfo.Throw(exception.InnerException!);
            }
        }
    }

    public PageFault Classify(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => PageFault.Conflict,
        _ when DatabaseFaults.IsTransient(exception) => PageFault.Transient,
        _ => PageFault.Item,
    };

    // Whole seconds, of which 0 are without a limit: what is less than one is one, and what lasts longer than weeks is no limit.
    private static int? Seconds(TimeSpan? limit) =>
        limit is not { } time ? null : time > TimeSpan.FromDays(20) ? 0 : (int)Math.Ceiling(time.TotalSeconds);

    private async Task<bool> TryAsync(Page page, CancellationToken cancellationToken)
    {
        if (_turn is null) return await TransactAsync(page, null, cancellationToken).ConfigureAwait(false);
        var hold = await _turn.TakeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await TransactAsync(page, hold, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            hold.End();
            (Waited, Held) = (hold.Waited, hold.Held);
        }
    }

    private async Task<bool> TransactAsync(Page page, WriterHold? hold, CancellationToken cancellationToken)
    {
        await using var transaction = await WriteTransaction.BeginAsync(_db, _limits, cancellationToken).ConfigureAwait(false);
        hold?.Begin(transaction.Contended);
        using var log = transaction.DeferLog();

        // An earlier try came as far as the commit: perhaps only its acknowledgement was lost.
        if (page.Made is { } made && await _position.IsWrittenAsync(page.Lease, made, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        if (page.Process is not null) await ProcessAsync(page).ConfigureAwait(false);
        var affected = await SaveAsync(page, cancellationToken).ConfigureAwait(false) + _shape.TakeAffected();
        page.Made ??= page.Checkpoint(affected);
        if (page.Made is not null)
        {
            var answer = await _position.WriteAsync(page.Lease, page.Made, cancellationToken).ConfigureAwait(false);
            if (answer != CheckpointAnswer.Written) return answer == CheckpointAnswer.WrittenBefore;
        }

        await transaction.CommitAsync().ConfigureAwait(false);
        hold?.End(log);
        return true;
    }

    private static async Task ProcessAsync(Page page)
    {
        try
        {
            // A retry would find what the first try has left in the context: the page is redone as a whole instead.
            if (page.Processed) throw new TimeoutException("The database did not take the page.");
            page.Processed = true;
            await page.Process!().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw new PageProcessException(exception);
        }
    }

    private async Task<int> SaveAsync(Page page, CancellationToken cancellationToken)
    {
        if (_refusal is not null) _refusal.Committing = true;
        var savepoints = _db.Database.AutoSavepointsEnabled;
        try
        {
            // Nothing has run since the tracker was last looked through, and nobody is called before it is saved. A page that is redone goes
            // the ordinary way, which names the row that failed.
            var looked = _looked;
            _looked = false;
            if (looked && _sets is not null && await WithoutLooking(() => _sets.TryWriteAsync(cancellationToken)).ConfigureAwait(false) is { } rows) return rows;
            var isAlone = !_listeners.Any;
            looked &= isAlone;

            // Whoever listens may mend what failed and save again, for which he needs the state before. Otherwise the whole transaction is rolled back.
            _db.Database.AutoSavepointsEnabled = savepoints && !isAlone;
            return await (looked ? WithoutLooking(Save) : Save()).ConfigureAwait(false);
        }
        finally
        {
            _db.Database.AutoSavepointsEnabled = savepoints;
            if (_refusal is not null) _refusal.Committing = false;
        }

        // The changes stay pending until the commit is certain, so that they can be saved again.
        Task<int> Save() => page.Additions.SaveAsync(_db, () => _db.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken));
    }

    /// <summary>Does something that looks for changes first, without the looking.</summary>
    private T WithoutLooking<T>(Func<T> act)
    {
        var looks = _db.ChangeTracker.AutoDetectChangesEnabled;
        _db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return act();
        }
        finally
        {
            _db.ChangeTracker.AutoDetectChangesEnabled = looks;
        }
    }

    private sealed class Page(Lease lease, Func<Task>? process, Func<long, Checkpoint?> checkpoint)
    {
        public Lease Lease => lease;

        public Func<Task>? Process => process;

        public Func<long, Checkpoint?> Checkpoint => checkpoint;

        public HostAdditions Additions { get; } = new();

        public bool Processed { get; set; }

        public Checkpoint? Made { get; set; }
    }
}
