namespace MaintenanceTasks;

/// <summary>Finds the number of items whose page takes the target time.</summary>
internal static class PageSizing
{
    /// <summary>The size of the next page: at most twice and at least half the last one, within the policy's limits.</summary>
    /// <param name="policy">Limits and target time.</param>
    /// <param name="size">The size asked for.</param>
    /// <param name="items">The items the page really had.</param>
    /// <param name="elapsed">How long it took, commit included, waits for the commit's turn left out.</param>
    /// <param name="held">How long its commit held a lock that keeps all other writers out; zero where there is none such.</param>
    public static int Next(PagePolicy policy, int size, int items, TimeSpan elapsed, TimeSpan held)
    {
        if (policy.MaxSize <= policy.FirstSize || items < size && elapsed < policy.MaxTime) return size;
        var factor = Math.Min(Room(policy.MaxTime, elapsed), Room(policy.MaxHold, held));
        return (int)Math.Clamp(items * Math.Clamp(factor, 0.5, 2), 1, policy.MaxSize);
    }

    private static double Room(TimeSpan most, TimeSpan taken) => most / TimeSpan.FromTicks(Math.Max(1, taken.Ticks));
}
