namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Notes what it was given.</summary>
public sealed class Echo : OneOffTask
{
    public string Word { get; set; } = "";

    public override void Process() => Run.Note($"heard {Word}");
}
