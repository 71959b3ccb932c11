namespace MaintenanceTasks;

/// <summary>
/// Says that a task has effects no transaction can take back: a call, a mail, a file. The cursor is then written after each
/// item, and pages and CLI say so. Close the last gap with <see cref="ICurrentRun.IdempotencyKey"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutsideEffectsAttribute : Attribute;
