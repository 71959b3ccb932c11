namespace Chaos.Scenarios;

/// <summary>Deploys in a row, of two builds in turn, during one run.</summary>
internal static class DeploysScenario
{
    public static async Task RunAsync(Proof proof)
    {
        var deploys = proof.Options.Number("deploys", 20);
        var rollout = new Rollout(proof);
        var database = rollout.Database;
        await rollout.AskAsync(Rollout.Old, "list");
        var node = await rollout.StartAsync(Rollout.Old);
        var run = await rollout.PerformAsync(Rollout.Old, "Steady", "Items=10000000", $"Milliseconds={proof.Options.Number("item-ms", 5)}");
        await Proof.UntilAsync("the run moves", () => database.Ticks(run) > 0);
        var (events, memory) = (new List<long>(), new List<double>());
        for (var deploy = 1; deploy <= deploys; deploy++)
        {
            var next = await rollout.StartAsync(deploy % 2 == 1 ? Rollout.New : Rollout.Old);

            // Both are there, and free slices look for work each second: the run stays with the build that has it.
            var before = database.Ticks(run);
            await Task.Delay(TimeSpan.FromSeconds(2));
            await Proof.UntilAsync("the old node goes on", () => database.Ticks(run) > before);
            memory.Add(node.PeakMegabytes);
            await node.TerminateAsync();
            var left = database.Ticks(run);
            await Proof.UntilAsync("the new node goes on", () => database.Ticks(run) > left);
            events.Add(database.Number($"SELECT COUNT(*) FROM maintenance_task_events WHERE run_id = {run}"));
            node = next;
        }

        await rollout.AskAsync(Rollout.New, "cancel", $"{run}");
        await database.UntilStatusAsync(run, "cancelled", "errored");
        await node.TerminateAsync();
        Claims(proof, rollout, run, deploys);
        var a = (events[^1] - events[0]) / (double)Math.Max(1, deploys - 1);
        proof.Note($"events of the run: {events[0]} after one deploy, {events[^1]} after {deploys}: {a:0.0} a deploy; of claims and releases the newest 400 are kept");
        proof.Claim($"the list of nodes is empty at the end (found {rollout.Nodes()})", rollout.Nodes() == 0);
        proof.Note($"memory of the nodes, each at its end: {string.Join(", ", memory.Select(megabytes => $"{megabytes:0}"))} MB");
        var growth = memory[^1] - memory[0];
        proof.Claim($"the last node needed {growth:0} MB more than the first", growth < proof.Options.Number("growth-mb", 64));
    }

    private static void Claims(Proof proof, Rollout rollout, long run, int deploys)
    {
        var database = rollout.Database;
        var marks = database.Query($"SELECT Item, Build FROM Marks WHERE RunId = {run} ORDER BY Item", row => (Item: row.GetInt32(0), Build: row.GetString(1)));
        proof.Claim($"each of {marks.Count:N0} items was done once (ticks {database.Ticks(run):N0})",
            marks.Count > 0 && marks.Select(mark => mark.Item).SequenceEqual(Enumerable.Range(0, marks.Count)) && database.Ticks(run) == marks.Count);
        var changes = marks.Zip(marks.Skip(1)).Count(pair => pair.First.Build != pair.Second.Build);
        proof.Claim($"the build changed once a deploy, with the end of its last node: no item by the wrong build (found {changes} changes)", changes == deploys);
        var said = database.Number($"SELECT COUNT(*) FROM maintenance_task_events WHERE run_id = {run} AND text LIKE '%goes on: no node has build%'");
        proof.Claim($"the run says so each time (found {said})", said == deploys);
        rollout.ClaimNeverErrored(run);
    }
}
