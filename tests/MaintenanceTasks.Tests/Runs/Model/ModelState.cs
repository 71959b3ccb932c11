using System.Globalization;

namespace MaintenanceTasks.Tests.Runs.Model;

/// <summary>A run with two partitions, its two workers, and what was done to the items: all that matters for what can happen next.</summary>
internal sealed record ModelState(RunStatus Status, ModelPartition First, ModelPartition Second, ModelWorker Ada, ModelWorker Ben)
{
    private static readonly Actor Actor = new("model", "model");

    public static ModelState Start { get; } = new(RunStatus.Enqueued, Fresh, Fresh, default, default);

    private static ModelPartition Fresh => new(ModelPartition.Current, 0, 0, false, false, 0);

    public ModelPartition this[int partition] => partition == 0 ? First : Second;

    public ModelWorker Worker(int number) => number == 1 ? Ada : Ben;

    public ModelState With(int partition, ModelPartition changed) => partition == 0 ? this with { First = changed } : this with { Second = changed };

    public ModelState WithWorker(int number, ModelWorker changed) => number == 1 ? this with { Ada = changed } : this with { Ben = changed };

    /// <summary>Puts a decision of the real code to this state.</summary>
    /// <returns>The state it leads to, or null when it refused.</returns>
    public ModelState? Decide(Func<RunChange, DateTime, Actor, bool> decide)
    {
        var change = new RunChange(new RunState(States.Of(Status).Run, [Row(0), Row(1)]));
        if (!decide(change, States.Now, Actor)) return null;
        var after = this with { Status = change.Run.Status };
        foreach (var write in change.Writes)
        {
            var old = after[write.Number];
            if (write.ExpectedEpoch != old.Epoch) throw new InvalidOperationException($"Expected epoch {old.Epoch}, found a write for {write.ExpectedEpoch}.");
            after = after.With(write.Number, old with
            {
                Epoch = write.Epoch,
                Owner = write.Owner is null ? 0 : int.Parse(write.Owner.Split('@')[0], CultureInfo.InvariantCulture),
                Done = old.Done || write.Done,
                Attempted = write.Attempts is { } attempts ? attempts > 0 : old.Attempted,
            });
        }

        return after;
    }

    public Partition Row(int number)
    {
        var partition = this[number];
        return new Partition
        {
            RunId = 7,
            Number = number,
            Epoch = partition.Epoch,
            Owner = partition.Owner == 0 ? null : Token(partition.Owner, partition.Epoch),
            Done = partition.Done,
            Attempts = partition.Attempted ? 1 : 0,
        };
    }

    /// <summary>What a worker believes to hold.</summary>
    public Lease LeaseOf(int worker)
    {
        var (_, partition, epoch, _) = Worker(worker);
        return new Lease(7, partition, epoch, Token(worker, epoch));
    }

    public bool Holds(int worker)
    {
        var (phase, partition, epoch, _) = Worker(worker);
        return phase != Phase.Idle && this[partition].Epoch == epoch && this[partition].Owner == worker;
    }

    /// <summary>The same state with epochs counted from now: what is over is over, however long ago. It makes their number finite.</summary>
    public ModelState Canonical() => new(
        Status, First with { Epoch = ModelPartition.Current }, Second with { Epoch = ModelPartition.Current }, Canonical(Ada), Canonical(Ben));

    public static string Token(int worker, long epoch) => string.Create(CultureInfo.InvariantCulture, $"{worker}@{epoch}");

    private ModelWorker Canonical(ModelWorker worker) => worker.Phase == Phase.Idle
        ? default
        : worker with { Epoch = worker.Epoch == this[worker.Partition].Epoch ? ModelPartition.Current : ModelPartition.Current - 1 };
}
