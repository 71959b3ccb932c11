namespace MaintenanceTasks.Cli.Tests;

/// <summary>Long enough for a signal to find it at work.</summary>
internal sealed class SlowNumbers : ListTask<int>
{
    public int Milliseconds { get; set; } = 20;

    public override IReadOnlyList<int> Collection() => [.. Enumerable.Range(1, 100_000)];

    public override Task ProcessAsync(int item, CancellationToken cancellationToken) =>
        Task.Delay(Milliseconds, cancellationToken);
}
