using System.Collections.Concurrent;
using System.Threading.Channels;

namespace MaintenanceTasks.Cli.Tests;

/// <summary>Where the tasks of the tests leave their marks, and where a test can hold them back item by item.</summary>
internal sealed class Workbench
{
    private Channel<bool>? _permits;

    public ConcurrentQueue<int> Marks { get; } = new();

    /// <summary>From now on each item waits until it is let through.</summary>
    public Workbench HoldBack()
    {
        _permits = Channel.CreateUnbounded<bool>();
        return this;
    }

    public void LetThrough(int items)
    {
        for (var item = 0; item < items; item++) _permits!.Writer.TryWrite(true);
    }

    public void LetAllThrough() => LetThrough(10_000);

    public async Task MarkAsync(int number, CancellationToken cancellationToken)
    {
        if (_permits is { } permits) await permits.Reader.ReadAsync(cancellationToken);
        Marks.Enqueue(number);
    }
}
