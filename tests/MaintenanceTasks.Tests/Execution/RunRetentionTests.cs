using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>What becomes of runs that have ended, and of files that have no run.</summary>
public sealed class RunRetentionTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Runs_are_kept_for_ever_unless_the_options_say_otherwise()
    {
        await using var bench = new WorkBench(time: _time);
        var run = await EndedAsync(bench);
        _time.Advance(TimeSpan.FromDays(3650));

        await LookAsync(bench, 5);

        Assert.NotNull(await bench.Runner.FindAsync(run.Id));
    }

    [Fact]
    public async Task A_run_is_forgotten_once_it_has_ended_long_enough_ago_and_its_file_with_it()
    {
        await using var bench = Bench(keep: 0);
        var run = await EndedAsync(bench);
        await BeginFileAsync(bench, run.Token);
        _time.Advance(Month);
        await LookAsync(bench, 3);
        Assert.NotNull(await bench.Runner.FindAsync(run.Id));

        _time.Advance(TimeSpan.FromMinutes(11));
        await LookAsync(bench, 1);

        Assert.Null(await bench.Runner.FindAsync(run.Id));
        Assert.Empty(await FilesAsync(bench));
    }

    [Fact]
    public async Task The_newest_runs_of_a_task_stay()
    {
        await using var bench = Bench(keep: 2);
        var runs = new[] { await EndedAsync(bench), await EndedAsync(bench), await EndedAsync(bench) };
        _time.Advance(Month * 2);

        await LookAsync(bench, 5);

        Assert.Equal([runs[2].Id, runs[1].Id], (await bench.Runner.ListAsync()).Select(run => run.Id));
    }

    [Fact]
    public async Task A_run_that_has_not_ended_stays()
    {
        await using var bench = Bench(keep: 0);
        var run = await bench.Runner.StartAsync<Scripted>();
        _time.Advance(Month * 2);

        await LookAsync(bench, 5);

        Assert.NotNull(await bench.Runner.FindAsync(run.Id));
    }

    [Fact]
    public async Task Few_are_forgotten_at_a_look_and_all_in_the_end()
    {
        await using var bench = Bench(keep: 0);
        for (var count = 0; count < 45; count++) await EndedAsync(bench);
        _time.Advance(Month * 2);

        await LookAsync(bench, 1);
        Assert.Equal(25, (await bench.Runner.ListAsync(new RunFilter { Limit = 100 })).Count);
        await LookAsync(bench, 2);

        Assert.Empty(await bench.Runner.ListAsync());
    }

    [Fact]
    public async Task A_file_without_a_run_is_forgotten_after_a_day_and_others_are_not()
    {
        await using var bench = new WorkBench(time: _time);
        var run = await bench.Runner.StartAsync<Scripted>();
        await BeginFileAsync(bench, run.Token);
        await BeginFileAsync(bench, Guid.NewGuid());
        await LookAsync(bench, 3);
        Assert.Equal(2, (await FilesAsync(bench)).Count);
        _time.Advance(TimeSpan.FromHours(25));

        await LookAsync(bench, 3);

        Assert.Equal([run.Token], (await FilesAsync(bench)).Select(file => file.Token));
    }

    [Fact]
    public async Task It_rests_for_ten_minutes_when_nothing_is_left_to_forget()
    {
        var looks = 0;
        await using var bench = Bench(keep: 0, add: FaultyStore.AddTo);
        FaultyStore.Of(bench).Fault = method => looks += method == nameof(IRunStore.LatestAsync) ? 1 : 0;

        for (var second = 0; second < 1800; second += 5)
        {
            await LookAsync(bench, 1);
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(3, looks);
    }

    private WorkBench Bench(int keep, Action<IServiceCollection>? add = null) => new(
        options => (options.KeepFinishedRunsFor, options.KeepFinishedRunsPerTask) = (Month, keep), _time, add);

    private static async Task<Run> EndedAsync(WorkBench bench) => await bench.Runner.CancelAsync((await bench.Runner.StartAsync<Scripted>()).Id);

    private Task<long> BeginFileAsync(WorkBench bench, Guid token) => Files(bench).BeginAsync(
        new RunFile { Token = token, Name = "a.csv", StoredName = "a.csv", CreatedAt = _time.GetUtcNow().UtcDateTime }, CancellationToken.None);

    private static Task<IReadOnlyList<RunFile>> FilesAsync(WorkBench bench) => Files(bench).ListAsync(DateTime.MaxValue, 0, 10, CancellationToken.None);

    private static IRunFiles Files(WorkBench bench) => bench.Services.GetRequiredService<IRunFiles>();

    private static async Task LookAsync(WorkBench bench, int times)
    {
        for (var look = 0; look < times; look++) await bench.Services.GetRequiredService<RunRetention>().LookAsync(CancellationToken.None);
    }
}
