using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>What an item may do, and when what it did is kept.</summary>
public sealed class ItemTests
{
    [Fact]
    [Ancestor("C063", "C112")]
    [Ancestor("C108", Better = "the failing item is named, and inner exceptions are kept")]
    [Ancestor("C305", Better = "no blind retries: the run stops at the item, and a person resumes it there")]
    public async Task An_error_names_the_item_and_keeps_what_was_done_before_it()
    {
        await using var bench = new WorkBench();
        bench.StartWorker();
        bench.Script.On(3, _ => throw new InvalidOperationException("no title", new FormatException("the column is empty")));
        var run = await bench.Runner.StartAsync<Scripted>();
        var errored = await bench.UntilAsync(run.Id, RunStatus.Errored);
        Assert.NotNull(errored.StartedAt);
        Assert.NotNull(errored.EndedAt);
        Assert.Equal("3", errored.Error?.Item);
        Assert.Equal("System.InvalidOperationException", errored.Error?.Type);
        Assert.Equal("Item 3: no title", errored.Error?.Message);
        Assert.Contains(nameof(Script.ProcessAsync), errored.Error?.StackTrace);
        Assert.Contains("the column is empty", errored.Error?.StackTrace);
        Assert.Equal(3, errored.Ticks);
        Assert.Equal("2", (await bench.PartitionAsync(run.Id)).Cursor);

        bench.Script.Forget(3);
        await bench.Runner.ResumeAsync(run.Id);
        var ended = await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.Null(ended.Error);
        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Done);
        Assert.Equal(10, ended.Ticks);
    }

    [Fact]
    public async Task An_error_of_the_first_item_leaves_the_cursor_at_the_beginning()
    {
        await using var bench = new WorkBench();
        bench.Script.On(0, _ => throw new InvalidOperationException("no title"));
        var run = await bench.Runner.StartAsync<Scripted>();
        Assert.IsType<SliceOutcome.Failed>(await bench.PerformSliceAsync());
        var partition = await bench.PartitionAsync(run.Id);
        Assert.Null(partition.Cursor);
        Assert.Equal(0, partition.Ticks);
        Assert.Equal(RunStatus.Errored, (await bench.RunAsync(run.Id)).Status);
    }

    [Fact]
    public async Task A_cancellation_that_the_engine_did_not_ask_for_is_an_error_of_the_item()
    {
        await using var bench = new WorkBench();
        bench.Script.On(3, _ => throw new TaskCanceledException("the HTTP request timed out"));
        var run = await bench.Runner.StartAsync<Scripted>();
        await bench.PerformSliceAsync();
        var errored = await bench.RunAsync(run.Id);
        Assert.Equal(RunStatus.Errored, errored.Status);
        Assert.Contains("the HTTP request timed out", errored.Error?.Message);
    }

    [Fact]
    [Ancestor("C054", "C380")]
    [Ancestor("C323", Better = "the task says how long and why, and the run shows it")]
    [Avoids("Q51")]
    public async Task A_hold_stops_before_the_item_and_goes_on_by_itself()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        await using var bench = new WorkBench(time: time);
        bench.Script.On(3, task => throw task.Run.Hold(TimeSpan.FromMinutes(5), "the CRM answered 429"));
        var run = await bench.Runner.StartAsync<Scripted>();
        Assert.IsType<SliceOutcome.Held>(await bench.PerformSliceAsync());
        var held = await bench.RunAsync(run.Id);
        Assert.Equal(
            (RunStatus.Interrupted, bench.Now.AddMinutes(5), "the CRM answered 429", 3L, null),
            (held.Status, held.HeldUntil, held.HeldReason, held.Ticks, held.Error));
        Assert.Equal("2", (await bench.PartitionAsync(run.Id)).Cursor);
        Assert.Null(await bench.Services.GetRequiredService<PartitionClaimer>().ClaimAsync(null, CancellationToken.None));

        bench.Script.Forget(3);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.IsType<SliceOutcome.Completed>(await bench.PerformSliceAsync());
        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Done);
    }

    [Fact]
    public async Task A_worker_takes_a_held_run_up_again_by_itself()
    {
        await using var bench = new WorkBench();
        var held = 0;
        bench.Script.On(3, task =>
        {
            if (held++ == 0) throw task.Run.Hold(TimeSpan.FromMilliseconds(50), "wait");
        });
        bench.StartWorker();
        var run = await bench.Runner.StartAsync<Scripted>();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Done);
    }

    [Fact]
    public async Task Skipped_items_and_notes_are_kept_with_the_run()
    {
        await using var bench = new WorkBench();
        bench.Script.On(3, task => task.Run.Skip("no title"));
        bench.Script.On(5, task => task.Run.Note("half way"));
        var run = await bench.Runner.StartAsync<Scripted>();
        await bench.PerformSliceAsync();
        Assert.Equal([new FailedItem("3", "no title")], await bench.Runner.FailedItemsAsync(run.Id));
        Assert.Equal((10L, 1L), ((await bench.RunAsync(run.Id)).Ticks, (await bench.RunAsync(run.Id)).Skipped));
        var note = Assert.Single(await bench.Runner.EventsAsync(run.Id), happened => happened.Kind == RunEventKind.Note);
        Assert.Equal(("half way", "task"), (note.Text, note.Actor));
    }

    [Fact]
    [Ancestor("C185", "C186", "C187", Better = "the cursor is kept together with the count and the time")]
    [Avoids("Q01")]
    public async Task Work_is_kept_at_most_once_a_checkpoint_interval()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        await using var bench = new WorkBench(options => options.CheckpointInterval = TimeSpan.FromSeconds(1), time);
        var run = await bench.Runner.StartAsync<Scripted>();
        var kept = new List<long>();
        bench.Script.Before = async _ =>
        {
            kept.Add((await bench.PartitionAsync(run.Id)).Ticks);
            time.Advance(TimeSpan.FromMilliseconds(400));
        };
        await bench.PerformSliceAsync();
        Assert.Equal([0, 0, 0, 3, 3, 3, 6, 6, 6, 9], kept);
        var partition = await bench.PartitionAsync(run.Id);
        Assert.Equal((10L, "9", TimeSpan.FromSeconds(4)), (partition.Ticks, partition.Cursor, partition.TimeRunning));
    }

    [Fact]
    [Ancestor("C184")]
    public async Task With_outside_effects_each_item_is_kept()
    {
        await using var bench = new WorkBench(tasks: builder => builder.AddTask<Outside>());
        var run = await bench.Runner.StartAsync<Outside>();
        Assert.Equal(DeliveryMode.PerItem, run.Delivery);
        var kept = new List<long>();
        bench.Script.Before = async _ => kept.Add((await bench.PartitionAsync(run.Id)).Ticks);
        await bench.PerformSliceAsync();
        Assert.Equal([0, 1, 2], kept);
    }

    [Fact]
    public async Task A_slow_source_keeps_nothing_back_and_holds_up_no_pause()
    {
        var source = new SlowSource.Gates();
        await using var bench = new WorkBench(
            options => options.CheckpointInterval = TimeSpan.FromMilliseconds(20), add: services => services.AddSingleton(source),
            tasks: builder => builder.AddTask<SlowSource>());
        bench.StartWorker();
        var run = await bench.Runner.StartAsync<SlowSource>();
        await source.AfterTwo.ReachedAsync();
        await Wait.UntilAsync(async () => (await bench.PartitionAsync(run.Id)).Ticks == 2, "two items are kept");
        Assert.Equal("2", (await bench.PartitionAsync(run.Id)).Cursor);

        await bench.Runner.PauseAsync(run.Id);
        await bench.UntilAsync(run.Id, RunStatus.Paused);
        Assert.Equal("2", (await bench.PartitionAsync(run.Id)).Cursor);

        source.AfterTwo.Open();
        await bench.Runner.ResumeAsync(run.Id);
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.Equal([1, 2, 3], bench.Script.Done);
    }

    [Fact]
    [Ancestor("C321")]
    public async Task A_source_that_yields_while_a_page_commits_loses_no_item()
    {
        await using var bench = new WorkBench(
            options => options.CheckpointInterval = TimeSpan.FromMilliseconds(20), tasks: builder => builder.AddTask<Hasty>());
        var run = await bench.Runner.StartAsync<Hasty>();
        var performing = bench.PerformSliceAsync();
        await Wait.UntilAsync(async () => (await bench.PartitionAsync(run.Id)).CheckpointSeq == 1, "the first item is kept");
        Assert.Equal("1", (await bench.PartitionAsync(run.Id)).Cursor);
        Hasty.OpenGateOf(run.Id);
        Assert.IsType<SliceOutcome.Completed>(await performing.WaitAsync(Wait.Patience));
        Assert.Equal("2", (await bench.PartitionAsync(run.Id)).Cursor);
    }

    [Fact]
    public async Task A_source_that_fails_keeps_what_was_done_and_blames_no_item()
    {
        await using var bench = new WorkBench(tasks: builder => builder.AddTask<Broken>());
        var run = await bench.Runner.StartAsync<Broken>();
        await bench.PerformSliceAsync();
        var errored = await bench.RunAsync(run.Id);
        Assert.Equal((RunStatus.Errored, "the page cannot be read", null), (errored.Status, errored.Error?.Message, errored.Error?.Item));
        Assert.Equal(("7", 1L), ((await bench.PartitionAsync(run.Id)).Cursor, errored.Ticks));
    }

    [Fact]
    [Ancestor("C075", Better = "counted beside the work, so that no item waits for it")]
    [Avoids("Q42")]
    [Ancestor("C152")]
    public async Task The_total_is_counted_beside_the_work()
    {
        await using var bench = new WorkBench();
        bench.StartWorker();
        var (run, gate) = await bench.StartUntilAsync(item: 3);
        await Wait.UntilAsync(async () => (await bench.RunAsync(run.Id)).Total == 10, "the total is known");
        Assert.Equal(TotalKind.Counted, (await bench.RunAsync(run.Id)).TotalKind);
        gate.Open();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
    }

    [OutsideEffects]
    private sealed class Outside(Script script) : ListTask<int>
    {
        public override IReadOnlyList<int> Collection() => [0, 1, 2];

        public override Task ProcessAsync(int item, CancellationToken cancellationToken) => script.Before(item);
    }

    private sealed class SlowSource(Script script, SlowSource.Gates gates) : SourceTask<int, int>
    {
        public override async IAsyncEnumerable<(int Item, int After)> Collection(int after, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var item = after + 1; item <= 3; item++)
            {
                // Heeds no token, as a source may that waits for a slow server.
                if (item == 3) await gates.AfterTwo.PassAsync(CancellationToken.None);
                yield return (item, item);
            }
        }

        public override void Process(int item) => script.Done.Enqueue(item);

        internal sealed class Gates
        {
            public Gate AfterTwo { get; } = new();
        }
    }

    private abstract class HastyKind : CollectionTask<int>
    {
        public abstract void Process(int item);
    }

    /// <summary>A kind of its own, whose walk has moved on before it says so: the worst that a walk may do.</summary>
    private sealed class Hasty : HastyKind
    {
        private static readonly System.Collections.Concurrent.ConcurrentDictionary<long, Gate> Gates = new();

        public static void OpenGateOf(long runId) => Gates[runId].Open();

        public override void Process(int item) => ArgumentOutOfRangeException.ThrowIfGreaterThan(item, 2);

        protected internal override CollectionWalk<int> Open(WalkStart start) => new Walk(Gates.GetOrAdd(Run.Id, _ => new Gate()));

        protected internal override Task HandleAsync(int item, CancellationToken cancellationToken)
        {
            Process(item);
            return Task.CompletedTask;
        }

        private sealed class Walk(Gate gate) : CollectionWalk<int>
        {
            private int _current;

            public override int Current => _current;

            public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
            {
                if (_current == 2) return false;
                if (++_current == 2) await gate.PassAsync(cancellationToken);
                return true;
            }

            public override string CursorAfterCurrent() => _current.ToString(System.Globalization.CultureInfo.InvariantCulture);

            public override string? CursorBeforeCurrent() => _current == 1 ? null : "1";

            public override string KeyOfCurrent() => CursorAfterCurrent();
        }
    }

    private sealed class Broken : SourceTask<int, int>
    {
        public override async IAsyncEnumerable<(int Item, int After)> Collection(int after, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return (7, 7);
            await Task.Yield();
            throw new InvalidDataException("the page cannot be read");
        }

        public override void Process(int item)
        {
        }
    }
}
