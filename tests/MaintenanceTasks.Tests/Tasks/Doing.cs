namespace MaintenanceTasks.Tests.Tasks;

/// <summary>A task that does nothing, to derive parameters from.</summary>
public abstract class Doing : OneOffTask
{
    public override void Process()
    {
    }
}
