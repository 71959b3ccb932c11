using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Puts runs into the store as an engine of other machines would have left them.</summary>
internal sealed class Stage(DashboardHost host)
{
    private static readonly Actor Worker = new("worker", "web-2:4711");

    private IRunStore Store => host.Application.Services.GetRequiredService<IRunStore>();

    public DateTime Now { get; } = host.Application.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

    public async Task<long> EnqueuedAsync(string task, TimeSpan age, string? by = "ana", params (string Name, string Value)[] arguments)
    {
        var creation = await Store.CreateAsync(
            new NewRun
            {
                Task = task,
                Arguments = arguments.ToDictionary(argument => argument.Name, argument => (string?)argument.Value),
                Metadata = new Dictionary<string, string> { ["ticket"] = "OPS-7" },
                ParameterHash = "",
                StartedBy = by,
                Token = Guid.NewGuid(),
                CreatedAt = Now - age,
                Actor = new Actor(by, "web-1:17"),
            },
            CancellationToken.None);
        return creation.Run.Id;
    }

    /// <summary>A run that was claimed a second after it was made and has done so many of its items.</summary>
    public async Task<Lease> RunningAsync(string task, TimeSpan age, long ticks, long total, string? by = "ana", params (string Name, string Value)[] arguments)
    {
        var id = await EnqueuedAsync(task, age, by, arguments);
        var lease = await ClaimAsync(id, Now - age + TimeSpan.FromSeconds(1));
        await ChangeAsync(id, change => Update(change, change.Run with { Total = total, TotalKind = TotalKind.Counted }));
        await CheckpointAsync(lease, ticks, age, 1);
        return lease;
    }

    public async Task<Lease> ClaimAsync(long run, DateTime at, string machine = "web-2")
    {
        var owner = $"{machine}|boot|pid|4711|1|{Guid.NewGuid():N}";
        var state = await ChangeAsync(run, change => LeaseMoves.Claim(change, 0, owner, at, new Actor("worker", $"{machine}:4711")));
        return new Lease(run, 0, state.Partitions[0].Epoch, owner);
    }

    public Task<bool> CheckpointAsync(Lease lease, long ticks, TimeSpan time, long seq) => Store.CheckpointAsync(
        lease, new Checkpoint { Cursor = $"{ticks}", Ticks = ticks, TimeRunning = time, Seq = seq, At = Now.AddMilliseconds(-400) }, CancellationToken.None);

    /// <summary>A speed that goes up and down, with a hold and a deploy in between.</summary>
    public async Task SamplesAsync(long run, TimeSpan age, long ticks)
    {
        const int Steps = 120;
        var weights = Enumerable.Range(0, Steps).Select(step => IsStopped(step) ? 0 : 60 + (25 * Math.Sin(step / 9.0)) + (step * 17 % 13)).ToArray();
        var (done, sum) = (0.0, weights.Sum());
        for (var step = 0; step < Steps; step++)
        {
            RunSampleMark? mark = step == 41 ? RunSampleMark.Held : step == 88 ? RunSampleMark.Interrupted : null;
            if (!IsStopped(step) || mark is not null)
            {
                await Store.SampleAsync(new RunSample(run, Now - (age * (1 - (step / (double)Steps))), (long)(ticks * done / sum), mark), [], CancellationToken.None);
            }

            done += weights[step];
        }

        static bool IsStopped(int step) => step is >= 41 and < 52 or >= 88 and < 91;
    }

    public Task PauseAsync(long run, string by = "ben", TimeSpan ago = default) =>
        ChangeAsync(run, change => RunRequests.Pause(change, Now - ago, new Actor(by, "web-1:17")));

    public Task CancelAsync(long run, TimeSpan ago = default) => ChangeAsync(run, change => RunRequests.Cancel(change, Now - ago, new Actor("ben", "web-1:17")));

    public Task ReleaseAsync(Lease lease, string text, TimeSpan? hold = null) =>
        ChangeAsync(lease.RunId, change => LeaseMoves.Release(change, lease, Now, Worker, text, Now + hold));

    public Task FinishAsync(Lease lease, TimeSpan ago) => ChangeAsync(lease.RunId, change => LeaseMoves.Finish(change, lease, Now - ago, Worker));

    public Task FailAsync(Lease lease, RunError error, TimeSpan ago = default) =>
        ChangeAsync(lease.RunId, change => LeaseMoves.Fail(change, lease, error, Now - ago, Worker));

    /// <summary>A run in a status, whatever it takes to get there.</summary>
    public async Task<long> InAsync(RunStatus status, string task = "Backfill")
    {
        var age = TimeSpan.FromMinutes(3);
        if (status == RunStatus.Enqueued) return await EnqueuedAsync(task, TimeSpan.FromSeconds(8));
        var lease = await RunningAsync(task, age, 4, 10);
        switch (status)
        {
            case RunStatus.Pausing: await PauseAsync(lease.RunId); break;
            case RunStatus.Paused: await PauseAsync(lease.RunId); await ReleaseAsync(lease, "asked to stop"); break;
            case RunStatus.Cancelling: await CancelAsync(lease.RunId); break;
            case RunStatus.Cancelled: await CancelAsync(lease.RunId); await ReleaseAsync(lease, "asked to stop"); break;
            case RunStatus.Interrupted: await ReleaseAsync(lease, "the process shuts down"); break;
            case RunStatus.Succeeded: await FinishAsync(lease, TimeSpan.FromSeconds(20)); break;
            case RunStatus.Errored: await FailAsync(lease, Error("5")); break;
            default: break;
        }

        return lease.RunId;
    }

    public static RunError Error(string item) => new(
        "System.TimeoutException", $"Item {item}: The CRM did not answer within 30 s.",
        "System.TimeoutException: The CRM did not answer within 30 s.\n   at Shop.Crm.CrmClient.PushAsync(Customer customer) in CrmClient.cs:line 42\n"
        + "   at Shop.Tasks.PushCustomersToCrm.ProcessAsync(Customer customer) in PushCustomersToCrm.cs:line 17\n   at MaintenanceTasks.PageLoop`1.ProcessPageAsync()",
        item);

    private async Task<RunState> ChangeAsync(long run, Func<RunChange, bool> decide) =>
        await Store.ChangeAsync(run, decide, CancellationToken.None) ?? throw new InvalidOperationException($"Run {run} did not change.");

    private static bool Update(RunChange change, Run run)
    {
        change.Update(run);
        return true;
    }
}
