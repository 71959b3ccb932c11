namespace MaintenanceTasks.Tests.Execution;

/// <summary>A list of ten numbers whose items do what the script says.</summary>
[AllowConcurrentRuns]
public sealed class Scripted(Script script) : ListTask<int>
{
    public int Count { get; set; } = 10;

    public override IReadOnlyList<int> Collection() => [.. Enumerable.Range(0, Count)];

    public override Task ProcessAsync(int item, CancellationToken cancellationToken) => script.ProcessAsync(this, item, cancellationToken);
}
