namespace MaintenanceTasks.EntityFrameworkCore.Tests;

internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<T> AsyncUntil<T>(Func<Task<T>> read, Func<T, bool> until)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var value = await read();
            if (until(value)) return value;
            if (patience.IsCancellationRequested) throw new TimeoutException($"Waited {Patience.TotalSeconds} s; the last value was {value}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }
    }
}
