using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>One run, several partitions at the same time: one status, one end, one progress.</summary>
public sealed class ParallelTests
{
    private static readonly StartOptions ByFour = new() { Parallelism = 4 };

    [Fact]
    [Ancestor("C372", Better = "one run with one status, one progress and one end, instead of a child job each")]
    public async Task A_run_of_four_partitions_does_each_item_once_and_ends_once()
    {
        await using var bench = new WorkBench();
        var run = await bench.Runner.StartAsync<Scripted>(options: ByFour);
        bench.StartWorker(slices: 4);
        var ended = await bench.UntilAsync(run.Id, RunStatus.Succeeded);

        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Done.Order());
        Assert.Equal((4, 10L), (ended.Parallelism, ended.Ticks));
        var partitions = (await bench.Store.FindAsync(run.Id, CancellationToken.None))!.Partitions;
        Assert.True(partitions.Count >= 4, $"{partitions.Count} partitions");
        Assert.Single(await EventsAsync(bench, run.Id), happened => happened.To == RunStatus.Succeeded);
    }

    [Fact]
    [Ancestor("C378")]
    public async Task Four_items_of_one_run_are_in_hand_at_the_same_time()
    {
        await using var bench = new WorkBench();
        var gates = new[] { 0, 2, 5, 7 }.Select(item => bench.Script.GateOn(item)).ToArray();
        var run = await bench.Runner.StartAsync<Scripted>(options: ByFour);
        bench.StartWorker(slices: 4);
        foreach (var gate in gates) await gate.ReachedAsync();
        foreach (var gate in gates) gate.Open();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
    }

    [Fact]
    [Ancestor("C375")]
    public async Task A_pause_stops_every_partition_and_a_resume_continues_each_at_its_own_place()
    {
        await using var bench = new WorkBench();
        var gates = new[] { 1, 6 }.Select(item => bench.Script.GateOn(item)).ToArray();
        var run = await bench.Runner.StartAsync<Scripted>(options: new StartOptions { Parallelism = 2 });
        bench.StartWorker(slices: 2);
        foreach (var gate in gates) await gate.ReachedAsync();
        await bench.Runner.PauseAsync(run.Id);
        foreach (var gate in gates) gate.Open();
        await bench.UntilAsync(run.Id, RunStatus.Paused);
        Assert.Equal([0, 1, 5, 6], bench.Script.Done.Order());

        await bench.Runner.ResumeAsync(run.Id);
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Done.Order());
    }

    [Fact]
    [Survives("F66")]
    public async Task An_error_in_one_partition_stops_the_others_at_their_places_and_a_resume_goes_on_in_all()
    {
        await using var bench = new WorkBench();
        var gate = bench.Script.GateOn(0);
        bench.Script.On(7, _ => throw new InvalidOperationException("seven is broken"));
        var run = await bench.Runner.StartAsync<Scripted>(options: new StartOptions { Parallelism = 2 });
        bench.StartWorker(slices: 2);
        await gate.ReachedAsync();
        var errored = await bench.UntilAsync(run.Id, RunStatus.Errored);
        Assert.Equal("7", errored.Error!.Item);
        await Wait.UntilAsync(() => bench.Leases.Slices.All(slice => slice.Stop != StopReason.None), "the other partition asked to stop");
        gate.Open();
        await Wait.UntilAsync(async () => (await bench.Store.LeasedAsync(CancellationToken.None)).Count == 0, "every partition free");
        Assert.DoesNotContain(4, bench.Script.Done);

        bench.Script.Forget(7);
        await bench.Runner.ResumeAsync(run.Id);
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Done.Order());
    }

    [Fact]
    public async Task Who_is_left_with_the_last_partition_gives_half_of_it_to_a_worker_that_has_none()
    {
        await using var bench = new WorkBench(options =>
        {
            options.SweepInterval = TimeSpan.FromMilliseconds(10);
            options.CheckpointInterval = TimeSpan.FromTicks(1);
        });
        var slow = bench.Script.GateOn(50);
        var run = await bench.Runner.StartAsync<Scripted>(task => task.Count = 100, new StartOptions { Parallelism = 2 });
        bench.StartWorker(slices: 2);
        await slow.ReachedAsync();
        await Wait.UntilAsync(() => bench.Script.Done.Count == 50, "the first half done");
        await Wait.UntilAsync(() => bench.Leases.Slices.Any(slice => slice.TakeShare()), "a request to share");
        foreach (var slice in bench.Leases.Slices) slice.AskToShare();
        slow.Open();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);

        Assert.Equal(Enumerable.Range(0, 100), bench.Script.Done.Order());
        Assert.Contains(await EventsAsync(bench, run.Id), happened => happened is { Kind: RunEventKind.Split, Partition: 1 });
    }

    [Theory, InlineData(0), InlineData(65)]
    [Ancestor("C371")]
    public async Task A_parallelism_that_cannot_be_is_refused_and_named(int parallelism)
    {
        await using var bench = new WorkBench();
        var refusal = await Assert.ThrowsAsync<InvalidArgumentsException>(
            () => bench.Runner.StartAsync<Scripted>(options: new StartOptions { Parallelism = parallelism }));
        Assert.Contains($"from 1 to 64, found {parallelism}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collection_that_cannot_be_split_is_walked_in_one_piece_and_more_is_refused()
    {
        await using var bench = new WorkBench(tasks: builder => builder.AddTask<InOnePiece>());
        var refusal = await Assert.ThrowsAsync<InvalidArgumentsException>(() => bench.Runner.StartAsync<InOnePiece>(options: ByFour));
        Assert.Contains("in one piece", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await bench.Runner.StartAsync<InOnePiece>()).Parallelism);
    }

    [Fact]
    [Ancestor("C377", Better = "started and succeeded are heard once a run, not once a part")]
    public async Task Start_and_end_are_heard_once_however_many_partitions_there_are()
    {
        var heard = new ConcurrentQueue<string>();
        await using var bench = new WorkBench(add: services => services.AddSingleton(heard), tasks: builder => builder.AddTask<Telling>());
        var run = await bench.Runner.StartAsync<Telling>();
        bench.StartWorker(slices: 3);
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        await bench.StopAsync();
        Assert.Equal(["started", "succeeded"], heard);
    }

    [Fact]
    [Ancestor("C374")]
    public async Task A_run_keeps_the_number_of_partitions_it_was_started_with()
    {
        await using var bench = new WorkBench(add: services => services.AddSingleton(new ConcurrentQueue<string>()), tasks: builder => builder.AddTask<Telling>());
        Assert.Equal(3, (await bench.Runner.StartAsync<Telling>()).Parallelism);
        var chosen = await bench.Runner.StartAsync<Telling>(options: new StartOptions { Parallelism = 2 });
        bench.StartWorker(slices: 3);
        var ended = await bench.UntilAsync(chosen.Id, RunStatus.Succeeded);
        Assert.Equal(2, ended.Parallelism);
        Assert.Equal("gave 1 of 2 parts to new partitions", (await EventsAsync(bench, chosen.Id)).Single(happened => happened.Kind == RunEventKind.Split).Text);
    }

    [AllowConcurrentRuns]
    private sealed class Telling(ConcurrentQueue<string> heard) : ListTask<int>
    {
        protected internal override int Parallelism => 3;

        public override IReadOnlyList<int> Collection() => [.. Enumerable.Range(0, 9)];

        public override void Process(int item)
        {
        }

        protected internal override Task OnStartedAsync(CancellationToken cancellationToken) => HearAsync("started");

        protected internal override Task OnSucceededAsync(CancellationToken cancellationToken) => HearAsync("succeeded");

        private Task HearAsync(string what)
        {
            heard.Enqueue(what);
            return Task.CompletedTask;
        }
    }

    private static Task<IReadOnlyList<RunEvent>> EventsAsync(WorkBench bench, long runId) =>
        bench.Store.EventsAsync(runId, 0, 1000, CancellationToken.None);

    private sealed class InOnePiece : OneOffTask
    {
        public override void Process()
        {
        }
    }
}
