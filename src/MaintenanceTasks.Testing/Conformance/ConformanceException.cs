namespace MaintenanceTasks.Testing;

/// <summary>An implementation of a port did not do what its contract says.</summary>
/// <param name="message">What was expected, and what was found.</param>
public sealed class ConformanceException(string message) : Exception(message);
