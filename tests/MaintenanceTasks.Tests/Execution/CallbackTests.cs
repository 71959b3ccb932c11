using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>The task's own callbacks: when they are called, and that they cannot harm what is durable.</summary>
public sealed class CallbackTests
{
    private readonly Watch _watch = new();
    private readonly Logs _logs = new();

    [Fact]
    [Ancestor("C076")]
    [Ancestor("C368")]
    public async Task A_run_that_goes_through_hears_its_start_and_its_success()
    {
        await using var bench = Bench();
        await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        Assert.Equal(["started", "item 0", "item 1", "item 2", "item 3", "succeeded"], _watch.Heard);
    }

    [Fact, Ancestor("C318")]
    public async Task A_task_that_is_called_once_hears_its_start_and_its_success_once()
    {
        await using var bench = new WorkBench(add: services => services.AddSingleton(_watch), tasks: tasks => tasks.AddTask<WatchedOnce>());
        await bench.Runner.StartAsync<WatchedOnce>();

        await bench.PerformSliceAsync();

        Assert.Equal(["started", "called", "succeeded"], _watch.Heard);
    }

    [Fact]
    [Ancestor("C064")]
    public async Task An_error_is_heard_with_its_item_and_a_resume_is_a_start_again()
    {
        await using var bench = Bench();
        _watch.On = what => what == "item 2" ? throw new InvalidOperationException("no title") : Task.CompletedTask;
        var run = await bench.Runner.StartAsync<Watched>();
        await bench.PerformSliceAsync();
        _watch.On = _ => Task.CompletedTask;
        await bench.Runner.ResumeAsync(run.Id);

        await bench.PerformSliceAsync();

        Assert.Equal(
            ["started", "item 0", "item 1", "item 2", "errored at 2", "started", "item 2", "item 3", "succeeded"], _watch.Heard);
    }

    [Fact]
    [Ancestor("C147")]
    public async Task An_exception_of_the_start_stops_the_run_with_nothing_processed()
    {
        await using var bench = Bench();
        _watch.On = what => what == "started" ? throw new InvalidOperationException("not today") : Task.CompletedTask;
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        var errored = await bench.RunAsync(run.Id);
        Assert.Equal((RunStatus.Errored, 0L, "not today"), (errored.Status, errored.Ticks, errored.Error!.Message));
        Assert.DoesNotContain("item 0", _watch.Heard);
    }

    [Theory]
    [InlineData(RunStatus.Succeeded, "succeeded")]
    [InlineData(RunStatus.Errored, "errored at 3")]
    [InlineData(RunStatus.Interrupted, "interrupted")]
    [InlineData(RunStatus.Paused, "paused")]
    [InlineData(RunStatus.Cancelled, "cancelled")]
    [Ancestor("C065")]
    [Avoids("Q21")]
    [Survives("F35")]
    public async Task An_exception_of_a_later_callback_changes_nothing(RunStatus status, string callback)
    {
        await using var bench = Bench();
        _watch.On = what => what == callback || what == "item 3" && status == RunStatus.Errored ? throw new InvalidOperationException("no mail") : Task.CompletedTask;
        _watch.ReplicaLags = () => status is RunStatus.Interrupted or RunStatus.Paused or RunStatus.Cancelled;
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync(beforeItsEnd: found => bench.AskForAsync(found.Id, status));

        Assert.Contains(callback, _watch.Heard);
        Assert.Equal(status, await bench.StatusAsync(run.Id));
        Assert.Contains($"Error: The callback of Watched for {status} failed; run {run.Id} stays as it is. no mail", _logs.Lines);
        Assert.DoesNotContain(_logs.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    [Avoids("Q21")]
    public async Task An_exception_of_a_callback_does_not_reach_who_asked()
    {
        await using var bench = Bench();
        _watch.On = _ => throw new InvalidOperationException("no mail");
        var run = await bench.Runner.StartAsync<Watched>();

        Assert.Equal(RunStatus.Paused, (await bench.Runner.PauseAsync(run.Id)).Status);
        Assert.Equal(RunStatus.Cancelled, (await bench.Runner.CancelAsync(run.Id)).Status);

        Assert.Equal(["paused", "cancelled"], _watch.Heard);
    }

    [Fact]
    [Ancestor("C304")]
    public async Task Each_interruption_is_heard_and_the_start_and_the_end_once()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        await using var bench = Bench(time, options => options.MaxSliceDuration = TimeSpan.FromSeconds(1));
        _watch.On = what =>
        {
            if (what is "item 0" or "item 1") time.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };
        var run = await bench.Runner.StartAsync<Watched>();

        for (var slice = 1; slice <= 3; slice++) await bench.PerformSliceAsync();

        Assert.Equal(["started", "item 0", "interrupted", "item 1", "interrupted", "item 2", "item 3", "succeeded"], _watch.Heard);
        Assert.Equal(RunStatus.Succeeded, await bench.StatusAsync(run.Id));
    }

    [Fact]
    [Ancestor("C297", Better = "a base class wraps its items by overriding a method: no hook to register")]
    public async Task Callbacks_may_be_hidden_and_a_base_class_may_wrap_each_item()
    {
        await using var bench = Bench();
        await bench.Runner.StartAsync<Wrapped>();

        await bench.PerformSliceAsync();

        Assert.Equal(["started", "before 7", "item 7", "after 7", "before 8", "item 8", "after 8", "succeeded"], _watch.Heard);
    }

    [Fact]
    [Ancestor("C084")]
    [Ancestor("C096", "C097", Better = "paused or cancelled by the request itself: no worker has to pick the run up first")]
    [Avoids("Q19")]
    public async Task A_run_nobody_works_on_hears_its_pause_and_its_cancel_from_the_request()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.Runner.PauseAsync(run.Id);
        await bench.Runner.CancelAsync(run.Id);

        Assert.Equal(["paused", "cancelled"], _watch.Heard);
    }

    private WorkBench Bench(TimeProvider? time = null, Action<MaintenanceTasksOptions>? configure = null) =>
        new(configure, time, Add, tasks => tasks.AddTask<Watched>().AddTask<Wrapped>());

    private void Add(IServiceCollection services) => _logs.AddTo(services.AddSingleton(_watch));

    private abstract class Wrapping(Watch watch) : ListTask<int>
    {
        public sealed override async Task ProcessAsync(int item, CancellationToken cancellationToken)
        {
            await watch.HearAsync($"before {item}");
            await DoAsync(item);
            await watch.HearAsync($"after {item}");
        }

        protected abstract Task DoAsync(int item);
    }

    private sealed class Wrapped(Watch watch) : Wrapping(watch)
    {
        private readonly Watch _watch = watch;

        public override IReadOnlyList<int> Collection() => [7, 8];

        protected override Task DoAsync(int item) => _watch.HearAsync($"item {item}");

        protected internal override Task OnStartedAsync(CancellationToken cancellationToken) => _watch.HearAsync("started");

        protected internal override Task OnSucceededAsync(CancellationToken cancellationToken) => _watch.HearAsync("succeeded");
    }

    private sealed class WatchedOnce(Watch watch) : OneOffTask
    {
        public override Task ProcessAsync(CancellationToken cancellationToken) => watch.HearAsync("called");

        protected internal override Task OnStartedAsync(CancellationToken cancellationToken) => watch.HearAsync("started");

        protected internal override Task OnSucceededAsync(CancellationToken cancellationToken) => watch.HearAsync("succeeded");
    }
}
