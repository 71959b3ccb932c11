namespace Chaos.Scenarios;

/// <summary>A rolling deploy and its way back: runs of both versions, and of tasks that only one of them has.</summary>
internal static class DeployScenario
{
    public static async Task RunAsync(Proof proof)
    {
        var items = proof.Options.Number("items", 1000);
        var gate = proof.Workspace.NewPath("gate");
        string[] size = [$"Items={items}", $"Gate={gate}"];
        var rollout = new Rollout(proof);
        var database = rollout.Database;
        await rollout.AskAsync(Rollout.Old, "list");
        var old = await rollout.StartAsync(Rollout.Old);
        var steady = await rollout.PerformAsync(Rollout.Old, "Steady", size);
        var retired = await rollout.PerformAsync(Rollout.Old, "Retired", size);
        var kept = await rollout.PerformAsync(Rollout.Old, "Changing", [.. size, "Prefix=kept"]);
        foreach (var run in (long[])[steady, retired, kept]) await Proof.UntilAsync($"run {run} is worked on", () => IsHeld(rollout, run));

        // Only the old build runs; a migration job or a developer has the new one already.
        var added = await rollout.PerformAsync(Rollout.New, "Added", "Items=10");
        var beat = Beats(rollout);
        await Proof.UntilAsync("the old node has looked for work", () => Beats(rollout) > beat);
        proof.Claim($"a run of a new task waits (found {database.Status(added)})", database.Status(added) == "enqueued");
        proof.Claim("its status says that no running node works on it", (await rollout.AskAsync(Rollout.New, "status", $"{added}")).Contains("no running node works on this task", StringComparison.Ordinal));

        var fresh = await rollout.StartAsync(Rollout.New);
        proof.Claim($"both builds are listed (found {Builds(rollout)})", Builds(rollout) == 2);
        var suffixed = await rollout.PerformAsync(Rollout.New, "Changing", "Items=10", "Suffix=s");
        var prefixed = await rollout.PerformAsync(Rollout.Old, "Changing", "Items=10", "Prefix=p");
        await database.UntilStatusAsync(added, "succeeded", "errored");
        await database.UntilStatusAsync(suffixed, "succeeded", "errored");
        await database.UntilStatusAsync(prefixed, "succeeded", "errored");
        rollout.ClaimOnce(added, 10, Rollout.New);
        rollout.ClaimOnce(suffixed, 10, Rollout.New);
        rollout.ClaimOnce(prefixed, 10, Rollout.Old);

        await old.TerminateAsync();
        await File.WriteAllTextAsync(gate, "");
        proof.Claim($"the old node has left the list (found {rollout.Nodes()} nodes)", rollout.Nodes() == 1);
        await database.UntilStatusAsync(steady, "succeeded", "errored");
        rollout.ClaimOnce(steady, items, Rollout.Old, Rollout.New);
        await database.UntilStatusAsync(kept, "succeeded", "errored");
        proof.Claim(
            $"a run whose parameter is gone stops with an error that names it (found {database.Status(kept)}: {database.Error(kept)})",
            database.Status(kept) == "errored" && database.Error(kept).Contains("Prefix: there is no such parameter", StringComparison.Ordinal));
        var position = database.Ticks(kept);
        proof.Claim($"a run whose task is gone waits (found {database.Status(retired)})", database.Status(retired) == "interrupted");
        proof.Claim("its status says so", (await rollout.AskAsync(Rollout.New, "status", $"{retired}")).Contains("no running node works on this task", StringComparison.Ordinal));

        // The way back.
        using var again = await rollout.StartAsync(Rollout.Old);
        await database.UntilStatusAsync(retired, "succeeded", "errored");
        rollout.ClaimOnce(retired, items, Rollout.Old);
        proof.Claim($"the position was kept ({position} of {items} items)", position > 0 && position < items && database.Ticks(kept) == position);
        await rollout.AskAsync(Rollout.Old, "resume", $"{kept}");
        await database.UntilStatusAsync(kept, "succeeded", "errored");
        rollout.ClaimOnce(kept, items, Rollout.Old);
        foreach (var run in (long[])[steady, retired, added, suffixed, prefixed]) rollout.ClaimNeverErrored(run);
        await fresh.TerminateAsync();
    }

    private static bool IsHeld(Rollout rollout, long run) =>
        rollout.Database.Number($"SELECT COUNT(*) FROM maintenance_task_partitions WHERE run_id = {run} AND owner IS NOT NULL") > 0;

    private static long Beats(Rollout rollout) => rollout.Database.Number("SELECT MAX(beat) FROM maintenance_task_nodes");

    private static long Builds(Rollout rollout) => rollout.Database.Number("SELECT COUNT(DISTINCT build) FROM maintenance_task_nodes");
}
