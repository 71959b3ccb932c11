namespace MaintenanceTasks;

/// <summary>Moves a walk on without letting a slow source keep back what is done already, or hold up a stop.</summary>
internal sealed class ItemReader<T>(CollectionWalk<T> walk, SliceWork work) : IAsyncDisposable
{
    private Task<bool>? _moving;

    public CollectionWalk<T> Walk => walk;

    /// <summary>Moves on; null when the source has not answered within the patience, and the move is still under way.</summary>
    public ValueTask<bool?> MoveAsync(TimeSpan patience)
    {
        if (_moving is null)
        {
            var move = walk.MoveNextAsync(work.Slice.StopToken);
            if (move.IsCompletedSuccessfully) return new(move.Result);
            _moving = move.AsTask();
        }

        return WaitAsync(patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (_moving is { IsCompleted: false } pending)
        {
            // The source does not answer the stop: its walk is disposed of when it does, and nobody waits for it.
            _ = pending.ContinueWith(_ => walk.DisposeAsync().AsTask(), TaskScheduler.Default);
            return;
        }

        await walk.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<bool?> WaitAsync(TimeSpan patience)
    {
        var moving = _moving!;
        if (patience != Timeout.InfiniteTimeSpan)
        {
            if (patience > TimeSpan.Zero)
            {
                await Task.WhenAny(moving, Task.Delay(patience, work.Time, work.Slice.StopToken)).ConfigureAwait(false);
            }

            if (!moving.IsCompleted) return null;
        }

        var moved = await moving.WaitAsync(work.Slice.StopToken).ConfigureAwait(false);
        _moving = null;
        return moved;
    }
}
