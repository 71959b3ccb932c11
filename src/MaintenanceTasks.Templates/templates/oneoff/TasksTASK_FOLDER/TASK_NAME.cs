using MaintenanceTasks;

namespace TASK_NAMESPACE;

/// <summary>Say here what it does, and why.</summary>
#if (hasContext)
public sealed class TASK_NAME : OneOffTask<TASK_CONTEXT>
{
    // Changes of the entities of Db are saved together with the fact that it was called: no SaveChanges here.
    public override Task ProcessAsync(CancellationToken cancellationToken) => throw new NotImplementedException("Say what to do.");
}
#else
public sealed class TASK_NAME : OneOffTask
{
    // Called again when the process dies meanwhile, so it must be harmless twice.
    public override Task ProcessAsync(CancellationToken cancellationToken) => throw new NotImplementedException("Say what to do.");
}
#endif
