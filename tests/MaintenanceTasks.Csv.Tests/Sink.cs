namespace MaintenanceTasks.Csv.Tests;

/// <summary>What tasks did, in order.</summary>
public sealed class Sink
{
    public List<string> Lines { get; } = [];

    public void Add(string line) => Lines.Add(line);
}
