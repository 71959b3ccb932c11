namespace MaintenanceTasks.Testing;

/// <summary>Many at once. The suite performs a few rounds of each race; the proof <c>race</c> of <c>tests/Chaos</c> performs a thousand.</summary>
internal static class RaceCases
{
    private const int Claimers = 32;
    private const int Resumes = 200;
    private const int Partitions = 4;

    public static Task Of_32_claimers_at_once_one_wins(StoreBench bench) => RepeatAsync(25, () => ClaimAsync(bench));

    public static Task When_the_last_two_partitions_finish_at_once_the_run_ends(StoreBench bench) => RepeatAsync(25, () => FinishAsync(bench));

    public static Task Of_200_resumes_at_once_one_is_made(StoreBench bench) => RepeatAsync(2, () => ResumeAsync(bench));

    public static Task A_run_that_is_resumed_while_it_is_forgotten_is_there_whole_or_not_at_all(StoreBench bench) => RepeatAsync(25, () => ForgetAsync(bench));

    /// <summary>One free partition, many claimers.</summary>
    internal static async Task ClaimAsync(StoreBench bench)
    {
        var run = await bench.CreateAsync().ConfigureAwait(false);
        var leases = await AtOnceAsync(
            Claimers, async number => StoreBench.LeaseOf(await bench.TryClaimAsync(run.Id, $"claimer-{number}").ConfigureAwait(false), $"claimer-{number}"))
            .ConfigureAwait(false);
        Lease[] winners = [.. leases.OfType<Lease>()];
        Expect.Equal(1, winners.Length);
        var partition = await bench.PartitionAsync(run.Id).ConfigureAwait(false);
        Expect.Equal(winners[0].Owner, partition.Owner);
        Expect.Equal(1L, partition.Epoch);
        var events = await bench.EventsAsync(run.Id).ConfigureAwait(false);
        Expect.Equal(1, events.Count(happened => happened.Kind == RunEventKind.Claimed));
    }

    /// <summary>The last two of several partitions finish in the same moment: neither may leave the end of the run to the other.</summary>
    internal static async Task FinishAsync(StoreBench bench)
    {
        var first = await bench.StartAsync(bench.NewRun() with { Parallelism = Partitions }).ConfigureAwait(false);
        await bench.SplitAsync(first, null, "10", "20", "30").ConfigureAwait(false);
        List<Lease> leases = [first];
        for (var number = 1; number < Partitions; number++) leases.Add(await bench.ClaimAsync(first.RunId, number).ConfigureAwait(false));
        foreach (var lease in leases[..^2]) await bench.FinishAsync(lease).ConfigureAwait(false);

        var states = await AtOnceAsync(2, number => bench.FinishAsync(leases[^(number + 1)])).ConfigureAwait(false);
        Expect.Equal(1, states.Count(state => state!.Run.Status == RunStatus.Succeeded));
        Expect.Equal(RunStatus.Succeeded, (await bench.RunAsync(first.RunId).ConfigureAwait(false)).Status);
        var events = await bench.EventsAsync(first.RunId).ConfigureAwait(false);
        Expect.Equal(1, events.Count(happened => happened.To == RunStatus.Succeeded));
    }

    /// <summary>A paused run and many who resume it.</summary>
    internal static async Task ResumeAsync(StoreBench bench)
    {
        var run = await bench.CreateAsync().ConfigureAwait(false);
        await bench.PauseAsync(run.Id).ConfigureAwait(false);
        var before = (await bench.EventsAsync(run.Id).ConfigureAwait(false)).Count;
        var made = await AtOnceAsync(Resumes, _ => ResumeOrLoseAsync(bench, run.Id)).ConfigureAwait(false);
        Expect.Equal(1, made.Count(resumed => resumed));
        var events = await bench.EventsAsync(run.Id).ConfigureAwait(false);
        Expect.Same([RunStatus.Enqueued], events.Skip(before).Select(happened => happened.To!.Value));
    }

    /// <summary>An errored run that retention takes while somebody resumes it and others read it.</summary>
    internal static async Task ForgetAsync(StoreBench bench)
    {
        var run = await bench.CreateAsync().ConfigureAwait(false);
        var lease = await bench.ClaimAsync(run.Id).ConfigureAwait(false);
        await bench.FailAsync(lease, new RunError("T", "m", null, null)).ConfigureAwait(false);
        var expiry = new RunExpiry { Task = StoreBench.Task, EndedBefore = bench.Now.AddDays(1), Keep = 0, Limit = 20 };
        var did = await AtOnceAsync(6, async number =>
        {
            if (number == 0) return (await bench.Store.RemoveRunsAsync(expiry, CancellationToken.None).ConfigureAwait(false)).Contains(run.Token);
            if (number == 1) return await bench.ResumeAsync(run.Id).ConfigureAwait(false) is not null;
            var seen = await bench.Store.FindAsync(run.Id, CancellationToken.None).ConfigureAwait(false);
            Expect.Equal(1, seen?.Partitions.Count ?? 1);
            return false;
        }).ConfigureAwait(false);
        Expect.True(did[0] != did[1], "that the run was either forgotten or resumed");
        Expect.Equal(did[1], await bench.Store.FindAsync(run.Id, CancellationToken.None).ConfigureAwait(false) is not null);
        Expect.Equal(did[1], (await bench.EventsAsync(run.Id).ConfigureAwait(false)).Count > 0);
        if (did[1]) await bench.CancelAsync(run.Id).ConfigureAwait(false);
    }

    private static async Task<bool> ResumeOrLoseAsync(StoreBench bench, long runId)
    {
        try
        {
            return await bench.ResumeAsync(runId).ConfigureAwait(false) is not null;
        }
        catch (IllegalTransitionException refusal)
        {
            Expect.Equal(RunStatus.Enqueued, refusal.From);
            return false;
        }
    }

    private static async Task RepeatAsync(int rounds, Func<Task> race)
    {
        for (var round = 0; round < rounds; round++) await race().ConfigureAwait(false);
    }

    /// <summary>Lets all of them stand at the line before the first one goes.</summary>
    private static async Task<T[]> AtOnceAsync<T>(int many, Func<int, Task<T>> act)
    {
        TaskCompletionSource start = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var acting = Enumerable.Range(0, many).Select(number => Task.Run(async () =>
        {
            await start.Task.ConfigureAwait(false);
            return await act(number).ConfigureAwait(false);
        })).ToArray();
        start.SetResult();
        return await Task.WhenAll(acting).ConfigureAwait(false);
    }
}
