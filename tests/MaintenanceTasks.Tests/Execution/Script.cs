using System.Collections.Concurrent;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>What happens inside the items of a <see cref="Scripted"/> task, and what has happened.</summary>
public sealed class Script
{
    private readonly ConcurrentDictionary<int, Func<Scripted, CancellationToken, Task>> _on = new();

    public ConcurrentQueue<int> Started { get; } = new();

    public ConcurrentQueue<int> Done { get; } = new();

    /// <summary>Called before each item, whichever it is.</summary>
    public Func<int, Task> Before { get; set; } = _ => Task.CompletedTask;

    public void On(int item, Func<Scripted, CancellationToken, Task> act) => _on[item] = act;

    public void On(int item, Action<Scripted> act) => On(item, (task, _) =>
    {
        act(task);
        return Task.CompletedTask;
    });

    /// <summary>Makes an item wait; it ignores its token unless told otherwise.</summary>
    public Gate GateOn(int item, bool heedsToken = false)
    {
        var gate = new Gate();
        On(item, (_, token) => gate.PassAsync(heedsToken ? token : CancellationToken.None));
        return gate;
    }

    public void Forget(int item) => _on.TryRemove(item, out _);

    public async Task ProcessAsync(Scripted task, int item, CancellationToken cancellationToken)
    {
        Started.Enqueue(item);
        await Before(item);
        if (_on.TryGetValue(item, out var act)) await act(task, cancellationToken);
        Done.Enqueue(item);
    }
}
