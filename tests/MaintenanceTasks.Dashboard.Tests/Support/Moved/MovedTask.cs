namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>The PDB names a source file that is not there.</summary>
public sealed class MovedTask : OneOffTask
{
    public override void Process()
    {
    }
}
