namespace MaintenanceTasks.Testing;

internal static class EventCases
{
    public static async Task Events_are_numbered_without_gaps_and_form_a_legal_path(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.ReleaseAsync(lease);
        await bench.PauseAsync(lease.RunId);
        await bench.ResumeAsync(lease.RunId);
        await bench.ClaimAsync(lease.RunId);
        await bench.RescueAsync(await bench.PartitionAsync(lease.RunId));
        await bench.FinishAsync(await bench.ClaimAsync(lease.RunId));

        var run = await bench.RunAsync(lease.RunId);
        var events = await bench.EventsAsync(lease.RunId);
        Expect.Same(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(happened => happened.Number));
        Expect.Equal(run.LastEvent, events[^1].Number);

        var path = events.Where(happened => happened.Kind == RunEventKind.Status).ToArray();
        foreach (var (before, after) in path.Zip(path.Skip(1)))
        {
            Expect.Equal(before.To, after.From);
            Expect.True(RunTransitions.IsLegal(after.From!.Value, after.To!.Value));
        }

        Expect.Equal(RunStatus.Succeeded, path[^1].To);
        Expect.Equal(run.Status, path[^1].To);
    }

    public static async Task Events_tell_who_did_what_where_and_with_which_epoch(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.ReleaseAsync(lease, "the process shuts down");
        await bench.PauseAsync(lease.RunId);
        var events = await bench.EventsAsync(lease.RunId);
        var released = events.Single(happened => happened.Kind == RunEventKind.Released);
        var expected = new RunEvent
        {
            RunId = lease.RunId,
            Number = released.Number,
            At = bench.Now,
            Kind = RunEventKind.Released,
            Actor = "worker",
            Node = "host-a:1",
            Partition = 0,
            Epoch = lease.Epoch,
            Text = "the process shuts down",
        };
        Expect.Equal(expected, released);
        Expect.Equal(lease.Epoch, events.Single(happened => happened.Kind == RunEventKind.Claimed).Epoch);
        Expect.Equal("ada", events[^1].Actor);
    }

    public static async Task Events_are_read_from_a_number_on(StoreBench bench)
    {
        var run = await bench.CreateAsync();
        await bench.NoteAsync(run.Id, "a", "b", "c");
        Expect.Same([2, 3], (await bench.EventsAsync(run.Id, after: 1, limit: 2)).Select(happened => happened.Number));
        Expect.Same([4], (await bench.EventsAsync(run.Id, after: 3)).Select(happened => happened.Number));
        Expect.Equal(0, (await bench.EventsAsync(run.Id, after: 4)).Count);
    }

    public static async Task Of_claims_and_releases_the_newest_are_kept_and_what_people_decided_for_ever(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.WorkAsync(lease.RunId, times: 405);
        var events = await bench.EventsAsync(lease.RunId);

        Expect.Equal(400, events.Count(happened => happened.Kind is RunEventKind.Claimed or RunEventKind.Released));
        Expect.Equal(RunStatus.Enqueued, events[0].To);
        Expect.Equal((await bench.RunAsync(lease.RunId)).LastEvent, events[^1].Number);
    }

    public static async Task Events_belong_to_their_run_alone(StoreBench bench)
    {
        var first = await bench.CreateAsync();
        var second = await bench.CreateAsync();
        await bench.NoteAsync(first.Id, "a");
        Expect.Same([1, 2], (await bench.EventsAsync(first.Id)).Select(happened => happened.Number));
        Expect.Same([1], (await bench.EventsAsync(second.Id)).Select(happened => happened.Number));
    }

    public static async Task The_last_200_notes_are_kept_and_every_other_event(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.NoteAsync(lease.RunId, [.. Enumerable.Range(1, 150).Select(number => $"note {number}")]);
        await bench.NoteAsync(lease.RunId, [.. Enumerable.Range(151, 100).Select(number => $"note {number}")]);
        await bench.FinishAsync(lease);
        var events = await bench.EventsAsync(lease.RunId);
        Expect.Same(
            Enumerable.Range(51, 200).Select(number => $"note {number}"),
            events.Where(happened => happened.Kind == RunEventKind.Note).Select(happened => happened.Text!));
        Expect.Same(
            [RunEventKind.Status, RunEventKind.Claimed, RunEventKind.Status, RunEventKind.Finished, RunEventKind.Status],
            events.Where(happened => happened.Kind != RunEventKind.Note).Select(happened => happened.Kind));
        Expect.Equal(255L, (await bench.RunAsync(lease.RunId)).LastEvent);
    }

    public static async Task Notes_of_one_run_push_out_no_notes_of_another(StoreBench bench)
    {
        var quiet = await bench.CreateAsync();
        await bench.NoteAsync(quiet.Id, "kept");
        var loud = await bench.CreateAsync();
        await bench.NoteAsync(loud.Id, [.. Enumerable.Range(1, 250).Select(number => $"note {number}")]);
        Expect.Equal("kept", (await bench.EventsAsync(quiet.Id))[^1].Text);
    }
}
