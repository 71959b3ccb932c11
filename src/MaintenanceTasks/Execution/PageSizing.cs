namespace MaintenanceTasks;

/// <summary>Finds the number of items whose page takes the target time.</summary>
internal static class PageSizing
{
    /// <summary>Measured: of more tracked entities a page costs nearly twice as much a row, on both databases.</summary>
    private const int MostThatPay = 1_900;

    /// <summary>
    /// The size of the next page: at most twice and at least half the last one, within the policy's limits. A page that left nothing to commit has locked
    /// nothing, and fewer and larger ones are cheaper to read, so that the one after it may have half as many items more, up to 1,900.
    /// </summary>
    /// <param name="policy">Limits and target time.</param>
    /// <param name="size">The size asked for.</param>
    /// <param name="items">The items the page really had.</param>
    /// <param name="elapsed">How long it took, commit included, waits for the commit's turn left out.</param>
    /// <param name="held">How long its commit held a lock that keeps all other writers out; zero where there is none such.</param>
    /// <param name="isQuiet">True when it left nothing to commit.</param>
    public static int Next(PagePolicy policy, int size, int items, TimeSpan elapsed, TimeSpan held, bool isQuiet = false)
    {
        if (policy.MaxSize <= policy.FirstSize) return size;
        var most = isQuiet ? Math.Max(policy.MaxSize, (int)Math.Min(policy.MaxSize * 1.5, MostThatPay)) : policy.MaxSize;
        if (items < size && elapsed < policy.MaxTime) return Math.Min(size, most);
        var factor = Math.Min(Room(policy.MaxTime, elapsed), Room(policy.MaxHold, held));
        return (int)Math.Clamp(items * Math.Clamp(factor, 0.5, 2), 1, most);
    }

    private static double Room(TimeSpan most, TimeSpan taken) => most / TimeSpan.FromTicks(Math.Max(1, taken.Ticks));
}
