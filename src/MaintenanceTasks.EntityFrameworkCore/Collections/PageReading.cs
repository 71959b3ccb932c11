namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Reads a page with a few tries for passing faults, whether or not the host enabled a retry strategy.</summary>
internal static class PageReading
{
    private const int Tries = 5;

    /// <exception cref="CollectionUnavailableException">The fault did not pass.</exception>
    public static async Task<TPage> TryAsync<TPage>(Func<Task<TPage>> read, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await read().ConfigureAwait(false);
            }
            catch (Exception exception) when (DatabaseFaults.IsTransient(exception))
            {
                if (attempt == Tries) throw new CollectionUnavailableException(exception);
                await Task.Delay(RetryDelay.After(attempt), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
