namespace MaintenanceTasks;

/// <summary>The exception that stopped a run.</summary>
/// <param name="Type">Full name of the exception's type.</param>
/// <param name="Message">The exception's message.</param>
/// <param name="StackTrace">The stack trace as text, inner exceptions included.</param>
/// <param name="Item">The key of the failing item, or null when no item was in hand.</param>
public sealed record RunError(string Type, string Message, string? StackTrace, string? Item);
