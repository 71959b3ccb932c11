namespace MaintenanceTasks.EntityFrameworkCore.Tests.Sets;

/// <summary>How the sheets are mapped.</summary>
public sealed record SheetModel(SheetTrait Traits)
{
    public string Table => $"Sheets {(int)Traits}";

    public bool Has(SheetTrait trait) => Traits.HasFlag(trait);
}
