namespace Ledger;

public sealed class Item
{
    public int Id { get; set; }
}
