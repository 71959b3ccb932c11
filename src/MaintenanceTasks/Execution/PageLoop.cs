using System.Diagnostics.CodeAnalysis;

namespace MaintenanceTasks;

/// <summary>
/// The loop of one attempt at a slice: read, process, commit, page by page. It ends in a <see cref="SliceOutcome"/>; by then
/// everything that is to be kept is committed.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "RunAsync disposes of the reader it makes.")]
internal sealed class PageLoop<T>(CollectionTask<T> task, SliceWork work)
{
    private readonly Slice _slice = work.Slice;
    private readonly SliceProgress _progress = work.Progress;
    private readonly PagePolicy _policy = work.Committer.Policy;
    private readonly PageTally _page = new(work.Time, work.Committer.Policy.MaxTime);
    private readonly SliceEnd _end = new(task, work.Slice);
    private ItemReader<T> _reader = null!;
    private bool _inHand;
    private bool _movedOn;
    private SliceOutcome? _outcome;

    private CollectionWalk<T> Walk => _reader.Walk;

    public async Task<SliceOutcome> RunAsync()
    {
        CollectionWalk<T> walk;
        try
        {
            walk = task.Open(Start());
        }
        catch (Exception exception)
        {
            return SliceEnd.OfCollection(exception);
        }

        await using var reader = new ItemReader<T>(walk, work, Patience);
        _reader = reader;
        while (true)
        {
            if (await RunPageAsync().ConfigureAwait(false) is not { } outcome) continue;
            if (outcome is SliceOutcome.Redo or SliceOutcome.LeaseLost || reader.IsMoving) return outcome;
            return await KeepQuietPagesAsync().ConfigureAwait(false) ?? outcome;
        }
    }

    private WalkStart Start() => new()
    {
        Task = work.Run.Task,
        Services = work.Services,
        Cursor = _progress.Cursor,
        Low = work.Partition.Low,
        High = work.Partition.High,
    };

    /// <summary>One page; null to go on with the next.</summary>
    private async Task<SliceOutcome?> RunPageAsync()
    {
        if (_slice.Stop != StopReason.None) return _end.Stopped();

        // Never before the first page: a slice that takes its whole time to begin would come no further than the one before.
        if (_movedOn && work.Time.GetTimestamp() >= work.Deadline) return new SliceOutcome.TimeLimit();
        if (_slice.TakeShare()) return new SliceOutcome.Share();
        if (_progress.PageSize == 0) _progress.PageSize = _policy.FirstSize;
        Walk.PageSize = _progress.SizeOfNextPage(_progress.PageSize);
        _page.Begin();

        // The first read is outside the transaction in any case.
        if (!await TryMoveAsync().ConfigureAwait(false)) return _outcome;
        if (work.OnlyNameTheItem) return _end.OfItem(new PoisonItemException(Walk.KeyOfCurrent()), Walk.KeyOfCurrent());
        var isSuspect = work.BeginItem is not null && !_movedOn;
        using var suspect = isSuspect ? await work.BeginItem!().ConfigureAwait(false) : null;
        if (isSuspect && suspect is null) return _end.Stopped();
        bool kept;
        try
        {
            if (!_policy.ProcessInside) await ProcessPageAsync().ConfigureAwait(false);
            if (IsQuiet())
            {
                LeaveForLater();
                return work.Time.GetElapsedTime(_progress.Quiet.Since) < _policy.MaxQuiet ? null : await KeepQuietPagesAsync().ConfigureAwait(false);
            }

            kept = _policy.ProcessInside || !_page.IsEmpty
                ? await work.Committer.CommitAsync(
                    _slice.Lease, _policy.ProcessInside ? ProcessPageAsync : null, MakeCheckpoint, _slice.LostToken).ConfigureAwait(false)
                : true;
        }
        catch (Exception exception)
        {
            return await PageFailedAsync(exception).ConfigureAwait(false);
        }

        if (!kept) return new SliceOutcome.LeaseLost();
        await PageCommittedAsync().ConfigureAwait(false);
        if (_outcome is null && work.Pause > TimeSpan.Zero)
        {
            await Task.Delay(work.Pause, work.Time, _slice.StopToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return _outcome;
    }

    /// <summary>Processes the item in hand and those after it, until the page is full, its time is up, or something ends it.</summary>
    private async Task ProcessPageAsync()
    {
        do
        {
            if (await work.Throttles.AskAsync().ConfigureAwait(false) is { } held)
            {
                _outcome = held;
                return;
            }

            var failed = _progress.SkipNext;
            _progress.SkipNext = null;
            if (failed is null && Walk.CurrentFault is { } fault)
            {
                if (!_end.IsGoneOnAfter(fault))
                {
                    _outcome = _end.OfItem(fault, Walk.KeyOfCurrent());
                    return;
                }

                failed = await RecordAsync(fault, _progress.Ticks + _page.Ticks).ConfigureAwait(false);
            }

            try
            {
                if (failed is null) await ProcessAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (!_policy.HasTransaction && _end.IsGoneOnAfter(exception))
            {
                failed = await RecordAsync(exception, _progress.Ticks + _page.Ticks).ConfigureAwait(false);
            }
            catch (Exception exception) when (EndsInGoodOrder(exception))
            {
                return;
            }

            if (work.CurrentRun.TakeSkip() is { } reason) failed ??= new FailedItem(KeyForRecord(), reason);
            _page.Add(Walk.CurrentTicks, failed);
            _progress.Expected?.Remove(Walk.KeyOfCurrent());
            if (!_policy.HasTransaction) Walk.Mark();
            _inHand = false;
            _slice.AfterItem?.Invoke();
            if (_slice.Stop != StopReason.None) _outcome = _end.Stopped();
        }
        while (_outcome is null && !PageIsFull() && await TryMoveAsync().ConfigureAwait(false));
    }

    private ValueTask ProcessAsync()
    {
        var processing = task.HandleAsync(Walk.Current, _slice.ItemToken);
        if (!processing.IsCompletedSuccessfully) return AwaitAsync(processing);
        return work.Committer.Refusal() is { } refusal ? ValueTask.FromException(refusal) : ValueTask.CompletedTask;
    }

    private async ValueTask AwaitAsync(Task processing)
    {
        await processing.ConfigureAwait(false);
        if (work.Committer.Refusal() is { } refusal) throw refusal;
    }

    private bool PageIsFull()
    {
        if (_policy.HasTransaction && Walk.PageEnded) return true;
        if (_page.Items >= Walk.PageSize && (_policy.HasTransaction || _policy.MaxSize == 1 || _progress.IsRedo)) return true;
        return _page.IsOver;
    }

    /// <summary>Takes the next item in hand; false at the end, after a failed read, or when a slow source lets the page be kept first.</summary>
    private ValueTask<bool> TryMoveAsync()
    {
        try
        {
            var moving = _reader.MoveAsync();
            return moving.IsCompletedSuccessfully ? new(Took(moving.Result)) : AwaitAsync(moving);
        }
        catch (Exception exception)
        {
            return new(CannotMove(exception));
        }
    }

    private async ValueTask<bool> AwaitAsync(ValueTask<bool?> moving)
    {
        try
        {
            return Took(await moving.ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            return CannotMove(exception);
        }
    }

    private bool Took(bool? moved)
    {
        if (moved == true) _inHand = true;
        else if (moved == false) _outcome = new SliceOutcome.Completed();
        return moved == true;
    }

    private bool CannotMove(Exception exception)
    {
        _outcome = _slice.Stop != StopReason.None ? _end.Stopped() : SliceEnd.OfCollection(exception);
        return false;
    }

    private TimeSpan Patience() => _page.IsEmpty || _policy.HasTransaction ? Timeout.InfiniteTimeSpan : _policy.MaxTime - _page.Elapsed;

    /// <summary>True when the exception of an item leaves the items before it fit to be kept. Then the page ends here.</summary>
    private bool EndsInGoodOrder(Exception exception)
    {
        // Inside a transaction, or after items whose changes wait in the same context, the whole page has to go.
        if (_policy.HasTransaction && (_policy.ProcessInside || !_page.IsEmpty)) return false;
        if (work.Committer.Classify(exception) != PageFault.Item || _end.IsGoneOnAfter(exception)) return false;
        _outcome = _end.OfItem(exception, Walk.KeyOfCurrent());
        return true;
    }

    private async Task<SliceOutcome> PageFailedAsync(Exception exception)
    {
        if (_slice.ItemToken.IsCancellationRequested) return _end.Stopped();
        var fault = SliceEnd.IsWish(exception) ? PageFault.Item : work.Committer.Classify(exception);
        if (PageRecovery.Plan(_progress, fault, _page.Items, _inHand, Walk.KeysOfPage, TicksAtStake()) is { } redo) return redo;
        if (!_end.IsGoneOnAfter(exception)) return _end.OfItem(exception, Walk.KeyOfCurrent());

        // The item is alone in its page by now: the next attempt, with a clean context, records it instead of processing it.
        _progress.SkipNext = await RecordAsync(exception, _progress.Ticks).ConfigureAwait(false);
        _progress.NextPage = 1;
        return new SliceOutcome.Redo(TimeSpan.Zero);
    }

    private int? TicksAtStake() => Walk.PagesByTicks ? (int)_page.Ticks + (_inHand ? Walk.CurrentTicks : 0) : null;

    /// <summary>How large the page was, in what the size of pages counts.</summary>
    private int SizeOfPage() => Walk.PagesByTicks ? (int)_page.Ticks : _page.Items;

    /// <summary>Tells that the item in hand failed and the run goes on, and makes its record.</summary>
    private async Task<FailedItem> RecordAsync(Exception exception, long done)
    {
        var shown = work.CurrentRun.Mask.Apply(exception);
        var item = KeyForRecord();
        await work.ItemFailed(item, shown, done).ConfigureAwait(false);
        return new FailedItem(item, shown.Message) { ErrorType = MaskedException.TypeOf(shown), StackTrace = shown.ToString() };
    }

    private string KeyForRecord() =>
        work.CurrentRun.Mask.Apply(work.Partition.Scope is { } scope ? $"{scope}/{Walk.KeyOfCurrent()}" : Walk.KeyOfCurrent());

    // Without a transaction the walk may be moving on already while the page commits, so that its own position says nothing.
    private string? CursorOfPage() => !_policy.HasTransaction ? Walk.CursorAtMark()
        : _inHand ? Walk.CursorBeforeCurrent() : Walk.CursorAfterCurrent();

    private Checkpoint? MakeCheckpoint(long affected) => _page.IsEmpty ? null : _page.Checkpoint(CursorOfPage(), _progress, affected);

    /// <summary>True when the page left nothing that has to be committed now. A page that has to be exact, or that is the last for now, is committed.</summary>
    private bool IsQuiet() =>
        _policy.MaxQuiet > TimeSpan.Zero && _outcome is null && !_page.IsEmpty && _page.Skipped.Count == 0 && !_progress.IsRedo && !_progress.KeepsEachPage
        && _progress.Expected is null && work.Pause == TimeSpan.Zero && !work.CurrentRun.HasNotes && work.Committer.LeftNothing();

    private void LeaveForLater()
    {
        _progress.Cursor = CursorOfPage();
        _progress.PageSize = PageSizing.Next(_policy, _progress.PageSize, SizeOfPage(), _page.Elapsed, TimeSpan.Zero, isQuiet: true);
        _progress.Quiet.Add(_page.Ticks, _page.Elapsed, work.Time.GetTimestamp());
        _progress.PageCommitted(SizeOfPage());
        _movedOn = true;
        Walk.PageCommitted();
    }

    /// <summary>Keeps the position of pages that wait for a checkpoint; null when that is done.</summary>
    private async Task<SliceOutcome?> KeepQuietPagesAsync()
    {
        if (_progress.Quiet.IsEmpty) return null;
        _page.Begin();
        try
        {
            var kept = await work.Committer.CommitAsync(
                _slice.Lease, null, affected => _page.Checkpoint(_progress.Cursor, _progress, affected), _slice.LostToken).ConfigureAwait(false);
            if (!kept) return new SliceOutcome.LeaseLost();
            CountAsDone(0);
            return null;
        }
        catch (Exception exception)
        {
            if (_slice.ItemToken.IsCancellationRequested) return _end.Stopped();
            return work.Committer.Classify(exception) == PageFault.Transient
                ? PageRecovery.Plan(_progress, PageFault.Transient, 0, false, () => [])
                : new SliceOutcome.Failed(exception, null);
        }
    }

    private void CountAsDone(long ticks)
    {
        var done = _progress.Quiet.Ticks + ticks;
        _progress.Quiet.Kept();
        _progress.Seq++;
        _progress.Ticks += done;
        work.Ticked(done);
    }

    private async Task PageCommittedAsync()
    {
        if (!_page.IsEmpty)
        {
            _progress.Cursor = CursorOfPage();
            CountAsDone(_page.Ticks);
            if (!_progress.IsRedo)
            {
                _progress.PageSize = PageSizing.Next(
                    _policy, _progress.PageSize, SizeOfPage(), _page.Elapsed - work.Committer.Waited, work.Committer.Held);
            }

            _movedOn = true;
            _progress.PageCommitted(SizeOfPage());
        }

        Walk.PageCommitted();
        if (work.CurrentRun.TakeNotes() is { Count: > 0 } notes) await work.WriteNotes(notes).ConfigureAwait(false);
    }
}
