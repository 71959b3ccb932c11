namespace Rolling;

/// <summary>That an item of a run was done, and by which build.</summary>
public sealed class Mark
{
    public int Id { get; set; }

    public long RunId { get; set; }

    public int Item { get; set; }

    public string Build { get; set; } = "";
}
