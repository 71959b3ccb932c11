using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MaintenanceTasks.Tests.Execution;

public sealed class TaskRunnerTests
{
    [Fact]
    public async Task A_started_run_is_enqueued_with_what_was_said()
    {
        await using var bench = Bench();
        var options = new StartOptions { StartedBy = "ada", Metadata = new Dictionary<string, string> { ["ticket"] = "17" }, IdempotencyKey = "key" };
        var run = await bench.Runner.StartAsync<Single>(task => task.Prefix = "p", options);
        Assert.Equal((RunStatus.Enqueued, "Single", "ada", "key"), (run.Status, run.Task, run.StartedBy, run.IdempotencyKey));
        Assert.Equal(new Dictionary<string, string?> { ["Prefix"] = "p" }, run.Arguments);
        Assert.Equal("17", run.Metadata["ticket"]);
        Assert.Equal(bench.Services.GetRequiredService<TaskCatalog>().Get("Single").ParameterHash, run.ParameterHash);
        var first = Assert.Single(await bench.Runner.EventsAsync(run.Id));
        Assert.Equal(("ada", Environment.MachineName + ":" + Environment.ProcessId), (first.Actor, first.Node));
    }

    [Fact]
    public async Task A_double_click_finds_the_first_run()
    {
        await using var bench = Bench();
        var options = new StartOptions { IdempotencyKey = "click" };
        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => bench.Runner.StartAsync<Single>(null, options))));
        Assert.Single(runs.Select(run => run.Id).Distinct());
        Assert.Single(await bench.Runner.ListAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    [Ancestor("C008", Better = "refused before anything is stored, naming the limit and what was found")]
    public async Task An_idempotency_key_of_no_or_too_many_characters_is_refused(int length)
    {
        await using var bench = Bench();
        var refusal = await Assert.ThrowsAsync<InvalidArgumentsException>(
            () => bench.Runner.StartAsync("Single", options: new StartOptions { IdempotencyKey = new string('k', length) }));
        Assert.Contains($"1 to 200 characters, found {length}", refusal.Message);
    }

    [Fact]
    public async Task A_second_active_run_with_the_same_arguments_is_refused_naming_the_first()
    {
        await using var bench = Bench();
        var first = await bench.Runner.StartAsync("Single", new Dictionary<string, string?> { ["Prefix"] = "p" });
        var refusal = await Assert.ThrowsAsync<ActiveRunExistsException>(() => bench.Runner.StartAsync<Single>(task => task.Prefix = "p"));
        Assert.Equal(first.Id, refusal.Run.Id);
        Assert.Contains($"Run {first.Id} of Single", refusal.Message);
        Assert.Contains("enqueued", refusal.Message);
        await bench.Runner.StartAsync<Single>(task => task.Prefix = "other");
        await bench.Runner.CancelAsync(first.Id);
        await bench.Runner.StartAsync<Single>(task => task.Prefix = "p");
    }

    [Fact]
    public async Task A_task_may_allow_equal_runs()
    {
        await using var bench = Bench();
        await bench.Runner.StartAsync<Scripted>();
        await bench.Runner.StartAsync<Scripted>();
        Assert.Equal(2, (await bench.Runner.ListAsync()).Count);
    }

    [Fact]
    public async Task Nothing_is_enqueued_with_invalid_arguments()
    {
        await using var bench = Bench();
        var refusal = await Assert.ThrowsAsync<InvalidArgumentsException>(
            () => bench.Runner.StartAsync("Single", new Dictionary<string, string?> { ["Prefix"] = "far too long", ["Typo"] = "" }));
        Assert.Equal(["Typo"], refusal.Errors.Keys);
        await Assert.ThrowsAsync<InvalidArgumentsException>(() => bench.Runner.StartAsync<Single>(task => task.Prefix = "far too long"));
        Assert.Empty(await bench.Runner.ListAsync());
    }

    [Fact]
    [Ancestor("C014")]
    public async Task An_unknown_or_unregistered_task_is_refused_by_name()
    {
        await using var bench = Bench();
        Assert.Contains("'Nobody'", (await Assert.ThrowsAsync<TaskNotFoundException>(() => bench.Runner.StartAsync("Nobody"))).Message);
        Assert.Contains("AddTask<Unregistered>()", (await Assert.ThrowsAsync<TaskNotUsableException>(() => bench.Runner.StartAsync<Unregistered>())).Message);
    }

    [Fact]
    public async Task A_task_that_cannot_be_constructed_is_refused_naming_the_missing_service()
    {
        await using var bench = new WorkBench(tasks: builder => builder.AddTask<Unregistered>());
        var refusal = await Assert.ThrowsAsync<TaskNotUsableException>(() => bench.Runner.StartAsync("Unregistered"));
        Assert.Contains("Unregistered cannot be constructed", refusal.Message);
        Assert.Contains(nameof(NobodyKnows), refusal.Message);
    }

    [Fact]
    [Survives("F43", "F47")]
    public async Task Pause_and_cancel_of_an_enqueued_run_take_effect_at_once()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Scripted>();
        Assert.Equal(RunStatus.Paused, (await bench.Runner.PauseAsync(run.Id, "ada")).Status);
        Assert.Equal(RunStatus.Cancelled, (await bench.Runner.CancelAsync(run.Id)).Status);
        var other = await bench.Runner.StartAsync<Scripted>();
        Assert.Equal(RunStatus.Cancelled, (await bench.Runner.CancelAsync(other.Id)).Status);
    }

    [Fact]
    public async Task A_second_pause_answers_with_the_run_as_it_is()
    {
        await using var bench = Bench();
        bench.StartWorker();
        var (run, gate) = await bench.StartUntilAsync(item: 3);
        await bench.Runner.PauseAsync(run.Id);
        Assert.Equal(RunStatus.Pausing, (await bench.Runner.PauseAsync(run.Id)).Status);
        gate.Open();
    }

    [Fact]
    [Ancestor("C042")]
    public async Task Illegal_requests_are_refused_with_both_statuses()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Scripted>();
        Assert.Contains(
            "from enqueued to enqueued", (await Assert.ThrowsAsync<IllegalTransitionException>(() => bench.Runner.ResumeAsync(run.Id))).Message);
        await bench.Runner.CancelAsync(run.Id);
        Assert.Contains(
            "from cancelled to pausing", (await Assert.ThrowsAsync<IllegalTransitionException>(() => bench.Runner.PauseAsync(run.Id))).Message);
        Assert.Contains(
            "from cancelled to cancelling", (await Assert.ThrowsAsync<IllegalTransitionException>(() => bench.Runner.CancelAsync(run.Id))).Message);
    }

    [Fact]
    public async Task Requests_for_a_run_that_does_not_exist_are_refused()
    {
        await using var bench = Bench();
        foreach (var request in (Func<Task<Run>>[])[() => bench.Runner.PauseAsync(4711), () => bench.Runner.CancelAsync(4711), () => bench.Runner.ResumeAsync(4711)])
        {
            Assert.Equal(4711, (await Assert.ThrowsAsync<RunNotFoundException>(request)).RunId);
        }

        Assert.Null(await bench.Runner.FindAsync(4711));
    }

    [Fact]
    public async Task A_resume_while_an_equal_run_is_active_is_refused_naming_it()
    {
        await using var bench = Bench();
        var first = await bench.Runner.StartAsync<Single>();
        await FailAsync(bench, first);
        var second = await bench.Runner.StartAsync<Single>();
        var refusal = await Assert.ThrowsAsync<ActiveRunExistsException>(() => bench.Runner.ResumeAsync(first.Id));
        Assert.Equal(second.Id, refusal.Run.Id);
        Assert.Equal(RunStatus.Errored, (await bench.RunAsync(first.Id)).Status);
    }

    [Fact]
    public async Task A_resumed_run_stands_in_the_way_of_an_equal_one()
    {
        await using var bench = Bench();
        var first = await bench.Runner.StartAsync<Single>();
        await FailAsync(bench, first);
        await bench.Runner.ResumeAsync(first.Id);
        await Assert.ThrowsAsync<ActiveRunExistsException>(() => bench.Runner.StartAsync<Single>());
    }

    [Fact]
    [Avoids("Q07")]
    [Survives("F45")]
    public async Task A_request_need_not_wait_for_a_holder_that_is_provably_dead()
    {
        var processes = new KnownProcesses();
        processes.Dead.Add((17, 99));
        await using var bench = new WorkBench(add: services => services.Replace(ServiceDescriptor.Singleton<ProcessTable>(processes)));
        var dead = await Claims.MakeAsync(bench.Store, "here|boot|pid:[1]|17|99|slice");
        Assert.Equal(RunStatus.Paused, (await bench.Runner.PauseAsync(dead.RunId, "ada")).Status);
        Assert.Equal(
            [RunStatus.Enqueued, RunStatus.Running, RunStatus.Interrupted, RunStatus.Pausing, RunStatus.Paused],
            (await bench.Runner.EventsAsync(dead.RunId)).Where(happened => happened.To is not null).Select(happened => happened.To!.Value));

        var alive = await Claims.MakeAsync(bench.Store, "here|boot|pid:[1]|18|99|slice");
        Assert.Equal(RunStatus.Cancelling, (await bench.Runner.CancelAsync(alive.RunId)).Status);
    }

    [Fact]
    public async Task Delivery_and_defaults_of_a_task_are_told()
    {
        await using var bench = Bench();
        Assert.Equal(DeliveryMode.AtLeastOnce, await bench.Runner.DeliveryOfAsync("Single"));
        Assert.Equal(new Dictionary<string, string?> { ["Count"] = "10" }, await bench.Runner.DefaultsOfAsync("Scripted"));
        Assert.Empty(await bench.Runner.DefaultsOfAsync("Single"));
    }

    private static WorkBench Bench() => new(tasks: builder => builder.AddTask<Single>());

    private static async Task FailAsync(WorkBench bench, Run run)
    {
        Assert.Equal(run.Id, (await bench.Runner.ListAsync())[0].Id);
        Assert.IsType<SliceOutcome.Failed>(await bench.PerformSliceAsync());
    }

    private sealed class Single : OneOffTask
    {
        [MaxLength(5)]
        public string? Prefix { get; set; }

        public override void Process() => throw new InvalidOperationException("broken");
    }

    private sealed class NobodyKnows;

    private sealed class Unregistered(NobodyKnows service) : OneOffTask
    {
        public override void Process() => ArgumentNullException.ThrowIfNull(service);
    }
}
