namespace MaintenanceTasks;

/// <summary>
/// The turn of items at which processes have died. They are begun one after the other in a process, so that a death is blamed on the one that was
/// begun, and not on all that happened to be in hand.
/// </summary>
internal sealed class SuspectTurn : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Waits for the turn. It ends when the answer is disposed of.</summary>
    /// <returns>Null when the slice is to stop before.</returns>
    public async Task<IDisposable?> TakeAsync(CancellationToken stop)
    {
        try
        {
            await _turn.WaitAsync(stop).ConfigureAwait(false);
            return new Taken(_turn);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Taken(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
