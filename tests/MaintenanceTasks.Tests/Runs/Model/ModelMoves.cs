namespace MaintenanceTasks.Tests.Runs.Model;

/// <summary>
/// Everything that can happen next: workers, rescuers and people, each in the steps that the database sees. What they decide is decided by
/// the real code. Workers may notice a request, a lost lease or nothing at all, at any time; a rescuer may call anybody dead.
/// </summary>
/// <param name="transactional">Whether effects and position commit together.</param>
/// <param name="items">How many items a partition has.</param>
/// <param name="guarded">Whether the store asks for the epoch at a checkpoint, as every store does.</param>
internal sealed class ModelMoves(bool transactional, int items, bool guarded = true)
{
    private static readonly RunError Error = new("E", "m", null, null);

    // Twice is a mistake in the one mode; in the other, once or often is the same.
    private readonly int _most = transactional ? 2 : 1;

    public int Items => items;

    public bool Transactional => transactional;

    public IEnumerable<(string Name, ModelState After)> From(ModelState state) => People(state)
        .Concat(Rescuers(state)).Concat(Work(state, 1)).Concat(Work(state, 2))
        .Where(move => move.After is not null)
        .Select(move => (move.Name, move.After!));

    private static IEnumerable<(string Name, ModelState? After)> People(ModelState state)
    {
        yield return ("a person pauses", Ask(state, RunRequests.Pause));
        yield return ("a person cancels", Ask(state, RunRequests.Cancel));
        yield return ("a person resumes", Ask(state, (change, at, actor) => RunRequests.Resume(change, at, actor, null)));
    }

    private static ModelState? Ask(ModelState state, Func<RunChange, DateTime, Actor, bool> request)
    {
        try
        {
            return state.Decide(request);
        }
        catch (IllegalTransitionException)
        {
            // An answer to a person. To a worker it would be an error of the engine, and is not caught.
            return null;
        }
    }

    private static IEnumerable<(string Name, ModelState? After)> Rescuers(ModelState state)
    {
        for (var number = 0; number < 2; number++)
        {
            var seen = state.Row(number);
            if (seen.Owner is not null) yield return ($"a rescuer frees {number}", state.Decide((change, at, actor) => LeaseMoves.Rescue(change, seen, at, actor, "silent")));
        }
    }

    private IEnumerable<(string Name, ModelState? After)> Work(ModelState state, int number)
    {
        var worker = state.Worker(number);
        if (worker.Phase == Phase.Idle)
        {
            yield return ($"{number} claims 0", Claim(state, number, 0));
            yield return ($"{number} claims 1", Claim(state, number, 1));
            yield break;
        }

        var idle = state.WithWorker(number, default);
        yield return ($"{number} dies", idle);
        foreach (var move in worker.Phase switch
        {
            Phase.Ready => Ready(state, number, idle),
            Phase.InHand => transactional ? InTransaction(state, number, idle) : WithoutTransaction(state, number, idle),
            _ => [($"{number} asks how its commit ended", Verify(state, number, idle))],
        })
        {
            yield return move;
        }
    }

    private IEnumerable<(string Name, ModelState? After)> Ready(ModelState state, int number, ModelState idle)
    {
        var worker = state.Worker(number);
        var lease = state.LeaseOf(number);
        yield return ($"{number} stops", idle.Decide((change, at, actor) => LeaseMoves.Release(change, lease, at, actor, "stop")) ?? idle);
        yield return ($"{number} fails", idle.Decide((change, at, actor) => LeaseMoves.Fail(change, lease, Error, at, actor)) ?? idle);
        yield return ($"{number} cancels", idle.Decide((change, at, actor) => LeaseMoves.Cancel(change, lease, "enough", at, actor)) ?? idle);
        yield return worker.Position < items
            ? ($"{number} begins item {worker.Position} of {worker.Partition}", Begin(state, number))
            : ($"{number} finishes {worker.Partition}", idle.Decide((change, at, actor) => LeaseMoves.Finish(change, lease, at, actor)) ?? idle);
    }

    private ModelState Begin(ModelState state, int number)
    {
        var worker = state.Worker(number);
        var begun = state.WithWorker(number, worker with { Phase = Phase.InHand });
        return transactional ? begun : begun.With(worker.Partition, state[worker.Partition].WithEffect(worker.Position, _most));
    }

    private IEnumerable<(string Name, ModelState? After)> InTransaction(ModelState state, int number, ModelState idle)
    {
        yield return ($"{number} commits", Commit(state, number, Phase.Ready) ?? idle);
        yield return ($"{number} commits, and the answer is lost", Commit(state, number, Phase.Unsure));
        yield return ($"{number} loses the connection before its commit", state.WithWorker(number, state.Worker(number) with { Phase = Phase.Unsure }));
    }

    private IEnumerable<(string Name, ModelState? After)> WithoutTransaction(ModelState state, int number, ModelState idle)
    {
        yield return ($"{number} writes its position", Commit(state, number, Phase.Ready) ?? idle);
        var worker = state.Worker(number);
        if (worker.Position + 1 >= items) yield break;
        var next = state.WithWorker(number, worker with { Position = worker.Position + 1 });
        yield return ($"{number} goes on without a checkpoint", next.With(worker.Partition, next[worker.Partition].WithEffect(worker.Position + 1, _most)));
    }

    /// <summary>Null when the store refuses: the epoch is over.</summary>
    private ModelState? Commit(ModelState state, int number, Phase next)
    {
        if (guarded && !state.Holds(number)) return null;
        var worker = state.Worker(number);
        var partition = state[worker.Partition];
        if (transactional) partition = partition.WithEffect(worker.Position, _most);
        var position = next == Phase.Unsure ? worker.Position : worker.Position + 1;
        return state.With(worker.Partition, partition with { Cursor = worker.Position + 1, Attempted = false })
            .WithWorker(number, worker with { Phase = next, Position = position });
    }

    /// <summary>Reads epoch and position again instead of guessing.</summary>
    private static ModelState Verify(ModelState state, int number, ModelState idle) => state.Holds(number)
        ? state.WithWorker(number, state.Worker(number) with { Phase = Phase.Ready, Position = state[state.Worker(number).Partition].Cursor })
        : idle;

    private static ModelState? Claim(ModelState state, int number, int partition)
    {
        var owner = ModelState.Token(number, state[partition].Epoch + 1);
        var claimed = state.Decide((change, at, actor) => LeaseMoves.Claim(change, partition, owner, at, actor));
        return claimed?.WithWorker(number, new ModelWorker(Phase.Ready, partition, claimed[partition].Epoch, claimed[partition].Cursor));
    }
}
