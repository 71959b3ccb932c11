using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>Versions of an application side by side: a run goes to the one whose parameters its arguments fit.</summary>
public sealed class BuildFitTests
{
    private const string Another = "that of another build";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("Color", "red")]
    [InlineData("Count", "several")]
    [InlineData("Count", "99999999999")]
    [Survives("F55")]
    public async Task A_run_whose_arguments_do_not_fit_is_left_to_a_node_that_has_the_version_it_was_started_with(string name, string value)
    {
        await using var bench = new WorkBench(time: _time);
        var run = await CreateAsync(bench, name, value);
        await WriteNodeAsync(bench, nameof(Scripted), Another);

        Assert.Null(await ClaimAsync(bench));

        Assert.Equal(RunStatus.Enqueued, await bench.StatusAsync(run));
        Assert.Single(await bench.Runner.EventsAsync(run));
    }

    [Fact]
    public async Task When_no_such_node_runs_it_ends_with_an_error_that_says_what_does_not_fit_and_keeps_its_position()
    {
        await using var bench = new WorkBench(time: _time);
        var run = await CreateAsync(bench, "Color", "red");
        await WriteNodeAsync(bench, nameof(Scripted), "that of a third build");
        await WriteNodeAsync(bench, "Other", Another);

        Assert.IsType<SliceOutcome.Failed>(await bench.PerformSliceAsync());

        var state = (await bench.Runner.FindAsync(run))!;
        Assert.Equal((RunStatus.Errored, 0L), (state.Run.Status, state.Run.Ticks));
        Assert.Contains("Color: there is no such parameter; there are Count.", state.Run.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_left_is_looked_at_again_after_a_lease_time()
    {
        await using var bench = new WorkBench(time: _time);
        var run = await CreateAsync(bench, "Color", "red");
        var other = await WriteNodeAsync(bench, nameof(Scripted), Another);
        Assert.Null(await ClaimAsync(bench));
        await bench.Store.RemoveNodeAsync(other, null, CancellationToken.None);
        Assert.Null(await ClaimAsync(bench));

        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(run, (await ClaimAsync(bench))?.Run.Id);
    }

    [Fact]
    public async Task Arguments_of_another_version_that_fit_are_no_reason_to_wait()
    {
        await using var bench = new WorkBench(time: _time);
        var run = await CreateAsync(bench, "Count", "3");
        await WriteNodeAsync(bench, nameof(Scripted), Another);

        await bench.PerformSliceAsync();

        Assert.Equal(RunStatus.Succeeded, await bench.StatusAsync(run));
        Assert.Equal([0, 1, 2], bench.Script.Done);
    }

    [Fact]
    public async Task A_run_is_left_to_the_build_that_started_it_as_long_as_a_node_has_that()
    {
        await using var bench = new WorkBench(time: _time);
        var run = await CreateAsync(bench, "Count", "3", build: "11112222333344445555666677778888");
        var old = await WriteNodeAsync(bench, nameof(Scripted), Another, build: "11112222333344445555666677778888");
        Assert.Null(await ClaimAsync(bench));
        Assert.Single(await bench.Runner.EventsAsync(run));

        await bench.Store.RemoveNodeAsync(old, null, CancellationToken.None);
        await WriteNodeAsync(bench, nameof(Scripted), Another, build: "a third build");
        _time.Advance(TimeSpan.FromSeconds(20));
        await bench.PerformSliceAsync();

        var mine = bench.Services.GetRequiredService<TaskCatalog>().Get(nameof(Scripted)).Build;
        Assert.Equal((RunStatus.Succeeded, mine), ((await bench.RunAsync(run)).Status, (await bench.RunAsync(run)).Build));
        Assert.Contains(await bench.Runner.EventsAsync(run), happened => happened.Text == $"build {mine[..8]} goes on: no node has build 11112222 any more");
    }

    [Fact]
    public async Task A_run_that_somebody_works_on_is_left_to_their_build_though_they_are_no_node()
    {
        await using var bench = new WorkBench(time: _time);
        var run = await CreateAsync(bench, "Count", "3", build: "that of a command", parallelism: 2);
        await bench.Store.ChangeAsync(run, change => LeaseMoves.Claim(change, 0, "a command", bench.Now, new Actor("worker", null)), CancellationToken.None);
        await bench.Store.ChangeAsync(
            run, change => PartitionSplit.Split(change, new Lease(run, 0, change.Partitions[0].Epoch, "a command"), null, ["1"], bench.Now, new Actor("worker", null)),
            CancellationToken.None);

        Assert.Null(await ClaimAsync(bench));
    }

    [Fact]
    public async Task A_run_keeps_the_build_of_who_starts_it()
    {
        await using var bench = new WorkBench(time: _time);

        var run = await bench.Runner.StartAsync<Scripted>();

        Assert.Equal(typeof(Scripted).Module.ModuleVersionId.ToString("N"), run.Build);
    }

    private static Task<Claim?> ClaimAsync(WorkBench bench) => bench.Services.GetRequiredService<PartitionClaimer>().ClaimAsync(null, CancellationToken.None);

    private static async Task<long> CreateAsync(WorkBench bench, string name, string value, string? build = null, int parallelism = 1)
    {
        var creation = await bench.Store.CreateAsync(
            new NewRun
            {
                Task = nameof(Scripted),
                Arguments = new Dictionary<string, string?> { [name] = value },
                ParameterHash = Another,
                Build = build,
                Parallelism = parallelism,
                Token = Guid.NewGuid(),
                CreatedAt = bench.Now,
                Actor = new Actor(null, null),
            },
            CancellationToken.None);
        return creation.Run.Id;
    }

    private static async Task<Guid> WriteNodeAsync(WorkBench bench, string task, string hash, string? build = null)
    {
        var id = Guid.NewGuid();
        await bench.Store.WriteNodeAsync(
            new Node
            {
                Id = id,
                Identity = "far|boot|pid:[1]|17|99",
                Name = "far:17",
                Build = "1.0.0 (01234567)",
                Tasks = [task],
                ParameterHashes = new Dictionary<string, string> { [task] = hash },
                TaskBuilds = build is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [task] = build },
                Beat = 1,
                StartedAt = bench.Now,
                SeenAt = bench.Now,
            },
            CancellationToken.None);
        return id;
    }
}
