namespace Ledger;

/// <summary>That an item of a run took effect. Nothing keeps a second entry of it out.</summary>
public sealed class Entry
{
    public long Id { get; set; }

    public long RunId { get; set; }

    public int Item { get; set; }

    public int ProcessId { get; set; }
}
