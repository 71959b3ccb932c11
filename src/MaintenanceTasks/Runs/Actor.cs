namespace MaintenanceTasks;

/// <summary>Who acts, and from where. Recorded with every event.</summary>
/// <param name="Name">The person or the part of the engine, or null when not known.</param>
/// <param name="Node">The machine and process, or null.</param>
public sealed record Actor(string? Name, string? Node);
