namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>People and workers who act on one run in the same moment.</summary>
public sealed class RequestRaceTests
{
    private static readonly DateTime At = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Actor Actor = new("worker", "host-a:1");

    [Theory, ClassData(typeof(Databases))]
    [Survives("F50")]
    public async Task Of_many_resumes_at_once_one_resumes_and_the_others_are_refused(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        var run = await engine.Runner.StartAsync<RaiseRevisions>();
        await engine.Runner.PauseAsync(run.Id);

        var resumed = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => TryAsync(() => engine.Runner.ResumeAsync(run.Id))));

        Assert.Equal(1, resumed.Count(done => done));
        var events = await engine.Store.EventsAsync(run.Id, 0, 100, CancellationToken.None);
        Assert.Equal(2, events.Count(happened => happened.To == RunStatus.Enqueued));
    }

    [Theory, ClassData(typeof(Databases))]
    [Survives("F49", "F64")]
    public async Task A_cancel_and_two_last_partitions_that_finish_in_the_same_moment_always_end_the_run_once(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        for (var round = 0; round < 30; round++)
        {
            var (run, leases) = await HeldInTwoAsync(engine, round);
            var finishing = leases.Select(lease => Task.Run(() => engine.Store.ChangeAsync(
                run, change => LeaseMoves.Finish(change, lease, At, Actor), CancellationToken.None)));
            var cancelling = round % 2 == 0 ? Task.Run(() => TryAsync(() => engine.Runner.CancelAsync(run))) : Task.FromResult(true);
            await Task.WhenAll([.. finishing, cancelling]);

            var events = await engine.Store.EventsAsync(run, 0, 100, CancellationToken.None);
            Assert.Single(events, happened => happened.To is RunStatus.Succeeded or RunStatus.Cancelled);
            Assert.Equal(RunStatus.Succeeded, (await engine.Runner.FindAsync(run))!.Run.Status);
        }
    }

    [Theory, ClassData(typeof(Databases))]
    [Survives("F51")]
    public async Task Of_very_many_equal_starts_at_once_one_makes_the_run_and_the_others_are_told_which(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            try
            {
                return (Made: true, (await engine.Runner.StartAsync<RaiseRevisions>()).Id);
            }
            catch (ActiveRunExistsException refusal)
            {
                return (Made: false, refusal.Run.Id);
            }
        }));

        Assert.Single(answers, answer => answer.Made);
        Assert.Single(answers.Select(answer => answer.Id).Distinct());
    }

    [Theory, ClassData(typeof(Databases))]
    [Survives("F67")]
    public async Task A_cancel_of_sixteen_partitions_of_which_some_have_dead_workers_ends_with_the_last_of_them(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        var run = (await engine.Runner.StartAsync<RaiseRevisions>(options: new StartOptions { Parallelism = 16 })).Id;
        await SplitAsync(engine, run, Enumerable.Range(1, 15));
        var leases = new List<Lease>();
        for (var number = 0; number < 16; number++) leases.Add(await ClaimAsync(engine, run, number));

        await engine.Runner.CancelAsync(run);
        foreach (var living in leases.Skip(3))
        {
            await engine.Store.ChangeAsync(run, change => LeaseMoves.Release(change, living, At, Actor, "stop"), CancellationToken.None);
        }

        Assert.Equal(RunStatus.Cancelling, (await engine.Runner.FindAsync(run))!.Run.Status);
        foreach (var dead in (await engine.Store.LeasedAsync(CancellationToken.None)).ToArray())
        {
            await engine.Store.ChangeAsync(run, change => LeaseMoves.Rescue(change, dead, At, Actor, "silent"), CancellationToken.None);
        }

        Assert.Equal(RunStatus.Cancelled, (await engine.Runner.FindAsync(run))!.Run.Status);
        Assert.All(leases, lease => Assert.False(engine.Store.CheckpointAsync(lease, Step(1), CancellationToken.None).GetAwaiter().GetResult()));
    }

    private static async Task<(long Run, Lease[] Leases)> HeldInTwoAsync(Engine engine, int round)
    {
        var started = await engine.Runner.StartAsync<RaiseRevisions>(task => task.FailAt = -round, new StartOptions { Parallelism = 2 });
        await SplitAsync(engine, started.Id, [1]);
        return (started.Id, [await ClaimAsync(engine, started.Id, 0), await ClaimAsync(engine, started.Id, 1)]);
    }

    private static async Task SplitAsync(Engine engine, long run, IEnumerable<int> cuts)
    {
        var whole = await ClaimAsync(engine, run, 0);
        Assert.NotNull(await engine.Store.ChangeAsync(
            run, change => PartitionSplit.Split(change, whole, null, [.. cuts.Select(cut => $"{{\"Id\":{cut}}}")], At, Actor), CancellationToken.None));
        Assert.NotNull(await engine.Store.ChangeAsync(run, change => LeaseMoves.Release(change, whole, At, Actor, "again"), CancellationToken.None));
    }

    private static async Task<Lease> ClaimAsync(Engine engine, long run, int number)
    {
        var owner = $"owner {Guid.NewGuid()}";
        var state = await engine.Store.ChangeAsync(run, change => LeaseMoves.Claim(change, number, owner, At, Actor), CancellationToken.None);
        return new Lease(run, number, state!.Partitions.Single(partition => partition.Number == number).Epoch, owner);
    }

    private static Checkpoint Step(long seq) => new() { Cursor = "{}", Ticks = 1, TimeRunning = TimeSpan.Zero, Seq = seq, At = At };

    private static async Task<bool> TryAsync(Func<Task> request)
    {
        try
        {
            await request();
            return true;
        }
        catch (IllegalTransitionException)
        {
            return false;
        }
    }
}
