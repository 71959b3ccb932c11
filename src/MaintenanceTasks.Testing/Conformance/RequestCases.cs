namespace MaintenanceTasks.Testing;

internal static class RequestCases
{
    public static async Task A_pause_without_a_lease_takes_effect_at_once(StoreBench bench)
    {
        var enqueued = await bench.CreateAsync();
        Expect.Equal(RunStatus.Paused, (await bench.PauseAsync(enqueued.Id))?.Run.Status);
        var interrupted = await bench.StartAsync();
        await bench.ReleaseAsync(interrupted);
        Expect.Equal(RunStatus.Paused, (await bench.PauseAsync(interrupted.RunId))?.Run.Status);
        Expect.Equal(RunStatus.Paused, (await bench.RunAsync(interrupted.RunId)).Status);
    }

    public static async Task A_cancel_without_a_lease_takes_effect_at_once(StoreBench bench)
    {
        var enqueued = await bench.CreateAsync();
        Expect.Equal(RunStatus.Cancelled, (await bench.CancelAsync(enqueued.Id))?.Run.Status);
        var paused = await bench.CreateAsync();
        await bench.PauseAsync(paused.Id);
        Expect.Equal(RunStatus.Cancelled, (await bench.CancelAsync(paused.Id))?.Run.Status);
        Expect.Equal(bench.Now, (await bench.RunAsync(paused.Id)).EndedAt);
    }

    public static async Task A_pause_with_a_lease_waits_and_settles_on_release(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        Expect.Equal(RunStatus.Pausing, (await bench.PauseAsync(lease.RunId))?.Run.Status);
        Expect.Equal(RunStatus.Paused, (await bench.ReleaseAsync(lease))?.Run.Status);
    }

    public static async Task A_pause_with_a_dead_holder_settles_on_rescue(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.PauseAsync(lease.RunId);
        Expect.Equal(RunStatus.Paused, (await bench.RescueAsync(await bench.PartitionAsync(lease.RunId)))?.Run.Status);
    }

    public static async Task A_second_pause_is_harmless(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.PauseAsync(lease.RunId);
        var before = await bench.EventsAsync(lease.RunId);
        Expect.Null(await bench.PauseAsync(lease.RunId));
        Expect.Equal(RunStatus.Pausing, (await bench.RunAsync(lease.RunId)).Status);
        Expect.Same(before, await bench.EventsAsync(lease.RunId));
    }

    public static async Task A_cancel_while_pausing_wins(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.PauseAsync(lease.RunId);
        Expect.Equal(RunStatus.Cancelling, (await bench.CancelAsync(lease.RunId))?.Run.Status);
        Expect.Equal(RunStatus.Cancelled, (await bench.ReleaseAsync(lease))?.Run.Status);
    }

    public static async Task Work_finished_before_a_pause_was_noticed_succeeds(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.PauseAsync(lease.RunId);
        Expect.Equal(RunStatus.Succeeded, (await bench.FinishAsync(lease))?.Run.Status);
    }

    public static async Task A_resumed_run_is_enqueued_and_goes_on_from_its_cursor(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.CheckpointAsync(lease, "12", 1);
        await bench.PauseAsync(lease.RunId);
        await bench.ReleaseAsync(lease);
        Expect.Equal(0, (await bench.ClaimableAsync()).Length);
        Expect.Equal(RunStatus.Enqueued, (await bench.ResumeAsync(lease.RunId))?.Run.Status);
        Expect.Same([lease.RunId], await bench.ClaimableAsync());
        await bench.ClaimAsync(lease.RunId);
        Expect.Equal("12", (await bench.PartitionAsync(lease.RunId)).Cursor);
    }

    public static async Task A_resumed_run_takes_its_active_key_again(StoreBench bench)
    {
        var lease = await bench.StartAsync(bench.NewRun() with { ActiveKey = "a" });
        await bench.FailAsync(lease, new RunError("E", "m", null, null));
        Expect.Null((await bench.RunAsync(lease.RunId)).ActiveKey);
        Expect.NotNull(await bench.ResumeAsync(lease.RunId, "a"));
        var second = await bench.Store.CreateAsync(bench.NewRun() with { ActiveKey = "a" }, CancellationToken.None);
        Expect.Equal(RunCreationOutcome.ActiveRunExists, second.Outcome);
        Expect.Equal(lease.RunId, second.Run.Id);
    }

    public static async Task A_resume_is_refused_while_another_run_has_the_active_key(StoreBench bench)
    {
        var lease = await bench.StartAsync(bench.NewRun() with { ActiveKey = "a" });
        await bench.FailAsync(lease, new RunError("E", "m", null, null));
        var other = await bench.CreateAsync(bench.NewRun() with { ActiveKey = "a" });
        var refusal = await Expect.ThrowsAsync<ActiveRunExistsException>(() => bench.ResumeAsync(lease.RunId, "a"));
        Expect.Equal(other.Id, refusal.Run.Id);
        Expect.Equal(RunStatus.Errored, (await bench.RunAsync(lease.RunId)).Status);
    }

    public static async Task An_illegal_request_is_refused_and_writes_nothing(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.FinishAsync(lease);
        var before = await bench.EventsAsync(lease.RunId);
        await Expect.ThrowsAsync<IllegalTransitionException>(() => bench.PauseAsync(lease.RunId));
        await Expect.ThrowsAsync<IllegalTransitionException>(() => bench.ResumeAsync(lease.RunId));
        Expect.Same(before, await bench.EventsAsync(lease.RunId));
    }

    public static async Task Of_a_pause_and_a_cancel_at_once_the_cancel_wins(StoreBench bench)
    {
        var run = await bench.CreateAsync();
        await Task.WhenAll(Task.Run(() => PauseOrLoseAsync(bench, run.Id)), Task.Run(() => bench.CancelAsync(run.Id)));
        Expect.Equal(RunStatus.Cancelled, (await bench.RunAsync(run.Id)).Status);
    }

    private static async Task PauseOrLoseAsync(StoreBench bench, long runId)
    {
        try
        {
            await bench.PauseAsync(runId);
        }
        catch (IllegalTransitionException refusal)
        {
            Expect.Equal(RunStatus.Cancelled, refusal.From);
        }
    }
}
