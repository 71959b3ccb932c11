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

    private static Task<Claim?> ClaimAsync(WorkBench bench) => bench.Services.GetRequiredService<PartitionClaimer>().ClaimAsync(null, CancellationToken.None);

    private static async Task<long> CreateAsync(WorkBench bench, string name, string value)
    {
        var creation = await bench.Store.CreateAsync(
            new NewRun
            {
                Task = nameof(Scripted),
                Arguments = new Dictionary<string, string?> { [name] = value },
                ParameterHash = Another,
                Token = Guid.NewGuid(),
                CreatedAt = bench.Now,
                Actor = new Actor(null, null),
            },
            CancellationToken.None);
        return creation.Run.Id;
    }

    private static async Task<Guid> WriteNodeAsync(WorkBench bench, string task, string hash)
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
                Beat = 1,
                StartedAt = bench.Now,
                SeenAt = bench.Now,
            },
            CancellationToken.None);
        return id;
    }
}
