namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Its source is in the PDB; the place the PDB names does not exist on any machine.</summary>
public sealed class EmbeddedTask : OneOffTask
{
    public override void Process() => Run.Note("a note from embedded source");
}
