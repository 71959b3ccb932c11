namespace MaintenanceTasks;

/// <summary>What is known of a run before it exists.</summary>
/// <param name="Delivery">What a crash can do to its effects.</param>
/// <param name="ActiveKey">The key under which at most one run may be active, or null.</param>
/// <param name="Parallelism">Partitions at the same time.</param>
/// <param name="Arguments">The arguments as they are stored: zones written out, secrets protected.</param>
internal sealed record PreparedStart(DeliveryMode Delivery, string? ActiveKey, int Parallelism, IReadOnlyDictionary<string, string?> Arguments);
