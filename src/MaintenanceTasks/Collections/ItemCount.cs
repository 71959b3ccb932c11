namespace MaintenanceTasks;

/// <summary>How many items a collection has, and how far the number can be trusted.</summary>
/// <param name="Total">The number, or null.</param>
/// <param name="Kind">How far it can be trusted.</param>
public readonly record struct ItemCount(long? Total, TotalKind Kind)
{
    /// <summary>Nobody knows.</summary>
    public static ItemCount Unknown { get; } = new(null, TotalKind.Unknown);

    /// <summary>A counted number.</summary>
    /// <param name="total">The number.</param>
    public static ItemCount Exactly(long total) => new(total, TotalKind.Counted);

    /// <summary>A number taken from statistics.</summary>
    /// <param name="total">The number.</param>
    public static ItemCount About(long total) => new(total, TotalKind.Estimated);

    /// <summary>Both together, as far as the less certain of them can be trusted.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static ItemCount operator +(ItemCount left, ItemCount right) =>
        left.Total is null || right.Total is null ? Unknown
        : new(left.Total + right.Total, left.Kind == TotalKind.Counted ? right.Kind : left.Kind);

    /// <summary>A counted number, or unknown when it is null.</summary>
    /// <param name="total">The number, or null.</param>
    public static ItemCount Of(long? total) => total is { } number ? Exactly(number) : Unknown;
}
