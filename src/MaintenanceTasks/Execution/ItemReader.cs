namespace MaintenanceTasks;

/// <summary>Moves a walk on without letting a slow source keep back what is done already, or hold up a stop.</summary>
/// <param name="walk">The walk.</param>
/// <param name="work">The slice.</param>
/// <param name="patience">How long a source may take to answer, asked only of one that does not answer at once.</param>
internal sealed class ItemReader<T>(CollectionWalk<T> walk, SliceWork work, Func<TimeSpan> patience) : IAsyncDisposable
{
    // Longer than drivers give a server to take the cancelling of a query, before they give up the connection.
    private static readonly TimeSpan QueryPatience = TimeSpan.FromSeconds(10);
    private Task<bool>? _moving;

    public CollectionWalk<T> Walk => walk;

    /// <summary>True while a move is under way, so that what the walk reads with must not be used for anything else.</summary>
    public bool IsMoving => _moving is { IsCompleted: false };

    /// <summary>Moves on; null when the source has not answered within the patience, and the move is still under way.</summary>
    public ValueTask<bool?> MoveAsync()
    {
        if (_moving is null)
        {
            var move = walk.MoveNextAsync(work.Slice.StopToken);
            if (move.IsCompletedSuccessfully) return new(move.Result);
            _moving = move.AsTask();
        }

        return WaitAsync(patience());
    }

    public async ValueTask DisposeAsync()
    {
        if (IsMoving)
        {
            // The source does not answer the stop: its walk is disposed of when it does, and nobody waits for it.
            _ = _moving!.ContinueWith(_ => walk.DisposeAsync().AsTask(), TaskScheduler.Default);
            return;
        }

        await walk.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<bool?> WaitAsync(TimeSpan time)
    {
        var moving = _moving!;
        if (time != Timeout.InfiniteTimeSpan)
        {
            if (time > TimeSpan.Zero)
            {
                await Task.WhenAny(moving, Task.Delay(time, work.Time, work.Slice.StopToken)).ConfigureAwait(false);
            }

            if (!moving.IsCompleted) return null;
        }

        try
        {
            var moved = await moving.WaitAsync(work.Slice.StopToken).ConfigureAwait(false);
            _moving = null;
            return moved;
        }
        catch (OperationCanceledException) when (IsMoving && work.Committer.Policy.HasTransaction)
        {
            // The query is told to end as well. Until it has, the context can do nothing else, and its connection must not go back to the pool.
            await Task.WhenAny(moving, Task.Delay(QueryPatience, work.Time)).ConfigureAwait(false);
            throw;
        }
    }
}
