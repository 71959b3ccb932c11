namespace MaintenanceTasks;

/// <summary>
/// Lets a page in which only plain columns of tracked entities changed be written by one statement for all its rows, which takes about half the
/// time of <c>SaveChanges</c>. Every other page goes through <c>SaveChanges</c>, as without it: one with new or deleted entities, and one
/// with entities that have a concurrency token, converted, generated, unique or foreign key columns among the changed ones, owned or complex
/// parts, a shared table, inheritance or declared triggers. SQLite and PostgreSQL.
/// </summary>
/// <remarks>
/// A page written like this passes by overrides of <c>SaveChanges</c>, by interceptors and by events of the context: what audits, stamps or
/// publishes there does not see it. Only put it on tasks whose context has nothing of the kind, or where that is meant.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SetBasedWritesAttribute : Attribute;
