using System.Collections.Concurrent;

namespace MaintenanceTasks.Testing;

[AllowConcurrentRuns]
internal sealed class QueueTask(QueueTask.Ledger ledger) : ListTask<int>
{
    public static readonly IReadOnlyList<int> Numbers = [.. Enumerable.Range(1, 20)];

    public override IReadOnlyList<int> Collection() => Numbers;

    public override void Process(int item) => ledger.Items.Enqueue(item);

    internal sealed class Ledger
    {
        public ConcurrentQueue<int> Items { get; } = new();
    }
}
