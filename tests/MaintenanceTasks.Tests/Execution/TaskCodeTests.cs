using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>What the code of a task may do, and how odd code ends.</summary>
public sealed class TaskCodeTests
{
    public static TheoryData<string> Odd => [.. OddErrors.Keys];

    private static Dictionary<string, Func<Exception>> OddErrors => new()
    {
        ["not implemented"] = () => new NotImplementedException("not yet"),
        ["out of memory"] = () => new InsufficientMemoryException("too large"),
        ["of its own"] = () => new OddException("odd"),
        ["an aggregate"] = () => new AggregateException("many", new FormatException("first")),
        ["a token of its own"] = () => new OperationCanceledException("enough"),
    };

    [Theory, MemberData(nameof(Odd))]
    [Avoids("Q35", "Q36")]
    public async Task Every_exception_ends_the_run_with_the_item_named(string kind)
    {
        await using var bench = new WorkBench();
        bench.Script.On(3, _ => throw OddErrors[kind]());
        var run = await bench.Runner.StartAsync<Scripted>();

        await bench.PerformSliceAsync();

        var errored = await bench.RunAsync(run.Id);
        Assert.Equal((RunStatus.Errored, "3", 3L), (errored.Status, errored.Error?.Item, errored.Ticks));
        Assert.Equal(OddErrors[kind]().GetType().FullName, errored.Error?.Type);
    }

    [Fact]
    [Ancestor("C311", "C312", Better = "a task that wants to end early cancels its run, and the run says so and why")]
    [Avoids("Q35")]
    public async Task A_task_may_cancel_its_own_run()
    {
        await using var bench = new WorkBench();
        bench.Script.On(3, task => throw task.Run.Cancel("the budget is spent"));
        var run = await bench.Runner.StartAsync<Scripted>();

        await bench.PerformSliceAsync();

        var ended = await bench.RunAsync(run.Id);
        Assert.Equal((RunStatus.Cancelled, 3L, null), (ended.Status, ended.Ticks, ended.Error));
        Assert.NotNull(ended.EndedAt);
        Assert.Equal([0, 1, 2], bench.Script.Done);
        Assert.Equal("2", (await bench.PartitionAsync(run.Id)).Cursor);
        var cancelling = Assert.Single(await bench.Runner.EventsAsync(run.Id), happened => happened.To == RunStatus.Cancelling);
        Assert.Equal(("task", "the budget is spent"), (cancelling.Actor, cancelling.Text));
    }

    [Fact]
    [Ancestor("C301", Better = "typed properties, which every slice sets anew")]
    [Ancestor("C302", Better = "no name is taken: a parameter may be called Cursor")]
    public async Task Parameters_reach_collection_and_items_also_after_an_interruption()
    {
        await using var bench = new WorkBench(tasks: tasks => tasks.AddTask<Parameterised>());
        var run = await bench.Runner.StartAsync<Parameterised>(task => (task.Cursor, task.Factor) = ("k", 3));

        while ((await bench.StatusAsync(run.Id)).IsActive()) await bench.PerformSliceAsync();

        Assert.Equal(RunStatus.Succeeded, await bench.StatusAsync(run.Id));
        Assert.Equal(["k0 x 3", "k1 x 3", "k2 x 3"], (await bench.Runner.EventsAsync(run.Id)).Where(happened => happened.Kind == RunEventKind.Note).Select(note => note.Text));
        Assert.Equal(3, (await bench.Runner.EventsAsync(run.Id)).Count(happened => happened.Kind == RunEventKind.Claimed));
    }

    [Fact]
    [Avoids("Q18")]
    public async Task A_collection_that_fails_after_a_resume_keeps_the_position()
    {
        var place = new Place();
        await using var bench = new WorkBench(add: services => services.AddSingleton(place), tasks: tasks => tasks.AddTask<FromAPlace>());
        bench.Script.Before = item => item == 2 ? throw new InvalidOperationException("no title") : Task.CompletedTask;
        var run = await bench.Runner.StartAsync<FromAPlace>();
        await bench.PerformSliceAsync();
        bench.Script.Before = _ => Task.CompletedTask;
        place.IsAway = true;
        await bench.Runner.ResumeAsync(run.Id);
        await bench.PerformSliceAsync();
        Assert.Equal((RunStatus.Errored, "the place is away"), (await bench.StatusAsync(run.Id), (await bench.RunAsync(run.Id)).Error?.Message));
        Assert.Equal("1", (await bench.PartitionAsync(run.Id)).Cursor);

        place.IsAway = false;
        await bench.Runner.ResumeAsync(run.Id);
        await bench.PerformSliceAsync();
        Assert.Equal((RunStatus.Succeeded, 4L), (await bench.StatusAsync(run.Id), (await bench.RunAsync(run.Id)).Ticks));
        Assert.Equal([0, 1, 2, 3], bench.Script.Done);
    }

    private sealed class OddException(string message) : Exception(message);

    private sealed class Parameterised(Script script) : ListTask<string>
    {
        public string Cursor { get; set; } = "";

        public int Factor { get; set; }

        public override IReadOnlyList<string> Collection() => [.. Enumerable.Range(0, 3).Select(number => $"{Cursor}{number}")];

        public override void Process(string item)
        {
            script.Started.Enqueue(0);
            if (script.Started.Count is 2 or 4) throw Run.Hold(TimeSpan.Zero, "once more");
            Run.Note($"{item} x {Factor}");
        }
    }

    internal sealed class Place
    {
        public bool IsAway { get; set; }
    }

    private sealed class FromAPlace(Script script, Place place) : ListTask<int>
    {
        public override IReadOnlyList<int> Collection() => place.IsAway ? throw new InvalidOperationException("the place is away") : [0, 1, 2, 3];

        public override async Task ProcessAsync(int item, CancellationToken cancellationToken)
        {
            await script.Before(item);
            script.Done.Enqueue(item);
        }
    }
}
