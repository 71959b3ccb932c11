namespace MaintenanceTasks;

/// <summary>A store that is away holds a run instead of ending it, also when a file is read.</summary>
internal static class PassingFaults
{
    /// <exception cref="CollectionUnavailableException">The store does not answer now.</exception>
    public static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (RunStoreUnavailableException exception)
        {
            throw new CollectionUnavailableException(exception);
        }
    }
}
