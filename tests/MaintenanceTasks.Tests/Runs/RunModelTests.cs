using CsCheck;
using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Tests.Runs;

/// <summary>Random lives of a run: whatever people, workers and rescuers do, and in whatever order, these things hold.</summary>
public sealed class RunModelTests
{
    private static readonly DateTime Now = States.Now;

    private enum Act
    {
        Claim,
        Checkpoint,
        LateCheckpoint,
        Release,
        LateRelease,
        Finish,
        Fail,
        Rescue,
        Pause,
        Cancel,
        Resume,
    }

    [Fact]
    public void No_life_of_a_run_leaves_the_table_or_lets_a_lost_lease_write() =>
        Gen.Enum<Act>().Array[0, 40].Sample(acts => LiveAsync(acts).GetAwaiter().GetResult(), iter: 2000, threads: 1);

    private static async Task LiveAsync(Act[] acts)
    {
        var life = await Life.BeginAsync();
        foreach (var act in acts)
        {
            var before = await life.StateAsync();
            await life.PerformAsync(act);
            var after = await life.StateAsync();
            Check(act, before, after);
        }

        await life.EndsAsync();
        var events = await life.EventsAsync();
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(happened => happened.Number));
        var path = events.Where(happened => happened.Kind == RunEventKind.Status).ToArray();
        Assert.All(path.Skip(1), happened => Assert.True(RunTransitions.IsLegal(happened.From!.Value, happened.To!.Value)));
        Assert.All(path.Zip(path.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
    }

    private static void Check(Act act, RunState before, RunState after)
    {
        var (old, now) = (before.Partitions.Single(), after.Partitions.Single());
        Assert.True(now.Epoch >= old.Epoch && now.Ticks >= old.Ticks && now.CheckpointSeq >= old.CheckpointSeq, $"{act} went backwards");
        if (old.Owner != now.Owner) Assert.True(now.Epoch > old.Epoch, $"{act} changed the owner within an epoch");
        if (act is Act.LateCheckpoint or Act.LateRelease) Assert.Equal(old, now);
        if (before.Run.Status is RunStatus.Succeeded or RunStatus.Cancelled) Assert.Equal(before.Run.Status, after.Run.Status);
        Assert.Equal(now.Owner is not null, after.Run.Status is RunStatus.Running or RunStatus.Pausing or RunStatus.Cancelling);
        Assert.Equal(after.Run.Status.IsCompleted(), after.Run.EndedAt is not null);
        Assert.Equal(now.Done, after.Run.Status == RunStatus.Succeeded);
    }

    /// <summary>One run, who holds it, and everybody who ever held it.</summary>
    private sealed class Life(InMemoryRunStore store, long id)
    {
        private readonly List<Lease> _lost = [];
        private Lease? _held;

        public static async Task<Life> BeginAsync()
        {
            var store = new InMemoryRunStore();
            var run = new NewRun
            {
                Task = "T",
                Arguments = new Dictionary<string, string?>(),
                ParameterHash = "",
                Token = Guid.NewGuid(),
                CreatedAt = Now,
                Actor = States.Person,
            };
            return new Life(store, (await store.CreateAsync(run, CancellationToken.None)).Run.Id);
        }

        public async Task<RunState> StateAsync() => (await store.FindAsync(id, CancellationToken.None))!;

        public Task<IReadOnlyList<RunEvent>> EventsAsync() => store.EventsAsync(id, 0, 1000, CancellationToken.None);

        public async Task PerformAsync(Act act)
        {
            var state = await StateAsync();
            try
            {
                await (act switch
                {
                    Act.Claim => ClaimAsync($"owner {state.Run.LastEvent}"),
                    Act.Checkpoint => CheckpointAsync(_held, state),
                    Act.LateCheckpoint => CheckpointAsync(_lost.LastOrDefault(), state),
                    Act.Release => LeaveAsync((change, lease) => LeaseMoves.Release(change, lease, Now, States.Worker, "stop")),
                    Act.LateRelease => ChangeAsync(change => _lost.Count > 0 && LeaseMoves.Release(change, _lost[^1], Now, States.Worker, "late")),
                    Act.Finish => LeaveAsync((change, lease) => LeaseMoves.Finish(change, lease, Now, States.Worker)),
                    Act.Fail => LeaveAsync((change, lease) => LeaseMoves.Fail(change, lease, new RunError("E", "m", null, null), Now, States.Worker)),
                    Act.Rescue => LeaveAsync((change, _) => LeaseMoves.Rescue(change, state.Partitions[0], Now, States.Worker, "silent")),
                    Act.Pause => ChangeAsync(change => RunRequests.Pause(change, Now, States.Person)),
                    Act.Cancel => ChangeAsync(change => RunRequests.Cancel(change, Now, States.Person)),
                    _ => ChangeAsync(change => RunRequests.Resume(change, Now, States.Person, null)),
                });
            }
            catch (IllegalTransitionException refusal)
            {
                Assert.True(act is Act.Pause or Act.Cancel or Act.Resume, $"{act} was refused: {refusal.Message}");
                Assert.False(RunTransitions.IsLegal(refusal.From, refusal.To));
            }
        }

        /// <summary>Once people stop asking and a worker goes on, the run comes to rest.</summary>
        public async Task EndsAsync()
        {
            foreach (var act in (Act[])[Act.Release, Act.Claim, Act.Checkpoint, Act.Finish]) await PerformAsync(act);
            Assert.True((await StateAsync()).Run.Status is RunStatus.Succeeded or RunStatus.Cancelled or RunStatus.Paused or RunStatus.Errored);
        }

        private async Task ClaimAsync(string owner)
        {
            var state = await ChangeAsync(change => LeaseMoves.Claim(change, 0, owner, Now, States.Worker));
            if (state is not null) _held = new Lease(id, 0, state.Partitions[0].Epoch, owner);
        }

        private async Task CheckpointAsync(Lease? lease, RunState state)
        {
            if (lease is null) return;
            var seq = state.Partitions[0].CheckpointSeq + 1;
            var checkpoint = new Checkpoint { Cursor = $"{seq}", Ticks = 1, TimeRunning = TimeSpan.Zero, Seq = seq, At = Now };
            Assert.Equal(lease == _held, await store.CheckpointAsync(lease, checkpoint, CancellationToken.None));
        }

        private async Task LeaveAsync(Func<RunChange, Lease, bool> leave)
        {
            if (_held is not { } lease) return;
            Assert.NotNull(await ChangeAsync(change => leave(change, lease)));
            _lost.Add(lease);
            _held = null;
        }

        private Task<RunState?> ChangeAsync(Func<RunChange, bool> decide) => store.ChangeAsync(id, decide, CancellationToken.None);
    }
}
