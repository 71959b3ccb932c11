namespace MaintenanceTasks;

/// <summary>
/// Says that <c>Process</c> runs SQL of its own (<c>ExecuteUpdate</c>, raw commands, <c>SaveChanges</c>), so that it has to run
/// inside the page's transaction. Without it the items of a page are processed before the transaction begins, which keeps it
/// short, and a <c>SaveChanges</c> of the task's own is refused.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InTransactionAttribute : Attribute;
