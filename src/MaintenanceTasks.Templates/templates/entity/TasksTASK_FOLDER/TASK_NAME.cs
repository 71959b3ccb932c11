using MaintenanceTasks;

namespace TASK_NAMESPACE;

/// <summary>Say here what it changes, and why.</summary>
public sealed class TASK_NAME : EntityTask<TASK_CONTEXT, TASK_ENTITY>
{
    // Add .Where(item => …) for the items that still need the change. The engine orders, pages and counts.
    public override IQueryable<TASK_ENTITY> Collection(TASK_CONTEXT db) => db.Set<TASK_ENTITY>();

    // Changes of the item are saved together with the position: no SaveChanges here.
    public override void Process(TASK_ENTITY item) => throw new NotImplementedException("Say what to change on one item.");
}
