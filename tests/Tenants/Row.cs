namespace Tenants;

/// <summary>What a tenant has many of.</summary>
public sealed class Row
{
    public int Id { get; set; }

    public int Revision { get; set; }
}
