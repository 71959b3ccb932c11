namespace MaintenanceTasks.Tests.Runs.Model;

/// <summary>A partition's row, and beside it what its items have been through.</summary>
/// <param name="Epoch">The fencing number.</param>
/// <param name="Owner">The number of the worker that holds it, or 0.</param>
/// <param name="Cursor">How many items are done, as stored.</param>
/// <param name="Done">Whether it is finished, as stored.</param>
/// <param name="Attempted">Whether a claim was made since the last checkpoint.</param>
/// <param name="Effects">How often each item took effect, two bits an item, up to what matters.</param>
internal readonly record struct ModelPartition(long Epoch, int Owner, int Cursor, bool Done, bool Attempted, int Effects)
{
    /// <summary>The number of the first claim.</summary>
    public const long Current = 8;

    public int EffectsOf(int item) => Effects >> (2 * item) & 3;

    /// <param name="item">The item that takes effect.</param>
    /// <param name="most">The number from which on more of them make no difference.</param>
    public ModelPartition WithEffect(int item, int most) => EffectsOf(item) < most ? this with { Effects = Effects + (1 << (2 * item)) } : this;
}
