namespace MaintenanceTasks.Testing;

internal static class CreationCases
{
    public static async Task A_new_run_is_enqueued_with_one_free_partition_and_its_first_event(StoreBench bench)
    {
        var run = await bench.CreateAsync(bench.NewRun() with { StartedBy = "ada", Delivery = DeliveryMode.PerItem, Build = "00112233445566778899aabbccddeeff" });
        var state = await bench.StateAsync(run.Id);
        Expect.Equal(RunStatus.Enqueued, state.Run.Status);
        Expect.Equal(StoreBench.Task, state.Run.Task);
        Expect.Equal("ada", state.Run.StartedBy);
        Expect.Equal("hash", state.Run.ParameterHash);
        Expect.Equal(DeliveryMode.PerItem, state.Run.Delivery);
        Expect.Equal("00112233445566778899aabbccddeeff", state.Run.Build!);
        Expect.Equal(TotalKind.Unknown, state.Run.TotalKind);
        Expect.Null(state.Run.StartedAt);
        Expect.Null(state.Run.EndedAt);

        var partition = state.Partitions.Single();
        Expect.Equal(0, partition.Number);
        Expect.Null(partition.Owner);
        Expect.Null(partition.Cursor);
        Expect.Equal(0L, partition.Epoch);
        Expect.False(partition.Done);

        var first = (await bench.EventsAsync(run.Id)).Single();
        Expect.Equal(1L, first.Number);
        Expect.Equal(1L, state.Run.LastEvent);
        Expect.Equal(RunEventKind.Status, first.Kind);
        Expect.Null(first.From);
        Expect.Equal(RunStatus.Enqueued, first.To);
        Expect.Equal("ada", first.Actor);
        Expect.Equal("host-b:2", first.Node);
    }

    public static async Task Ids_are_positive_and_go_up(StoreBench bench)
    {
        var first = await bench.CreateAsync();
        var second = await bench.CreateAsync();
        Expect.True(first.Id > 0);
        Expect.True(second.Id > first.Id);
    }

    public static async Task The_same_token_finds_the_first_run(StoreBench bench)
    {
        var request = bench.NewRun();
        var first = await bench.CreateAsync(request);
        var again = await bench.Store.CreateAsync(request, CancellationToken.None);
        Expect.Equal(RunCreationOutcome.Repeated, again.Outcome);
        Expect.Equal(first.Id, again.Run.Id);
        Expect.Equal(1, (await bench.ListAsync(new RunFilter())).Count);
        Expect.Equal(1, (await bench.EventsAsync(first.Id)).Count);
    }

    public static async Task The_same_idempotency_key_finds_the_first_run_even_after_its_end(StoreBench bench)
    {
        var first = await bench.CreateAsync(bench.NewRun() with { IdempotencyKey = "deploy-17", ActiveKey = "a" });
        await bench.CancelAsync(first.Id);
        var again = await bench.Store.CreateAsync(bench.NewRun() with { IdempotencyKey = "deploy-17", ActiveKey = "a" }, CancellationToken.None);
        Expect.Equal(RunCreationOutcome.Repeated, again.Outcome);
        Expect.Equal(first.Id, again.Run.Id);
        Expect.Equal(RunStatus.Cancelled, again.Run.Status);
    }

    public static async Task Runs_without_idempotency_key_are_never_the_same(StoreBench bench)
    {
        await bench.CreateAsync();
        await bench.CreateAsync();
        Expect.Equal(2, (await bench.ListAsync(new RunFilter())).Count);
    }

    public static async Task A_second_active_run_with_the_same_key_is_refused_naming_the_first(StoreBench bench)
    {
        var first = await bench.CreateAsync(bench.NewRun() with { ActiveKey = "a" });
        var second = await bench.Store.CreateAsync(bench.NewRun() with { ActiveKey = "a" }, CancellationToken.None);
        Expect.Equal(RunCreationOutcome.ActiveRunExists, second.Outcome);
        Expect.Equal(first.Id, second.Run.Id);
        Expect.Equal(1, (await bench.ListAsync(new RunFilter())).Count);
    }

    public static async Task The_active_key_is_free_again_after_the_end_of_the_run(StoreBench bench)
    {
        var lease = await bench.StartAsync(bench.NewRun() with { ActiveKey = "a" });
        await bench.FinishAsync(lease);
        var cancelled = await bench.CreateAsync(bench.NewRun() with { ActiveKey = "a" });
        await bench.CancelAsync(cancelled.Id);
        await bench.CreateAsync(bench.NewRun() with { ActiveKey = "a" });
    }

    public static async Task The_active_key_is_kept_while_the_run_is_paused(StoreBench bench)
    {
        var first = await bench.CreateAsync(bench.NewRun() with { ActiveKey = "a" });
        await bench.PauseAsync(first.Id);
        var second = await bench.Store.CreateAsync(bench.NewRun() with { ActiveKey = "a" }, CancellationToken.None);
        Expect.Equal(RunCreationOutcome.ActiveRunExists, second.Outcome);
    }

    public static async Task Of_32_equal_requests_at_once_one_makes_the_run(StoreBench bench)
    {
        var requests = Enumerable.Range(0, 32).Select(_ => bench.NewRun() with { IdempotencyKey = "click", ActiveKey = "a" });
        var answers = await Task.WhenAll(requests.Select(request => Task.Run(() => bench.Store.CreateAsync(request, CancellationToken.None))));
        Expect.Equal(1, answers.Count(answer => answer.Outcome == RunCreationOutcome.Created));
        Expect.Equal(1, answers.Select(answer => answer.Run.Id).Distinct().Count());
        Expect.Equal(1, (await bench.ListAsync(new RunFilter())).Count);
    }

    public static async Task Arguments_and_metadata_come_back_as_given(StoreBench bench)
    {
        var arguments = new Dictionary<string, string?> { ["Prefix"] = "", ["Note"] = "a \"quoted\"\nline", ["None"] = null };
        var metadata = new Dictionary<string, string> { ["ticket"] = "#17", ["reason"] = "ümläut" };
        var request = bench.NewRun() with { Arguments = arguments, Metadata = metadata };
        var run = await bench.RunAsync((await bench.CreateAsync(request)).Id);
        Expect.Same(arguments.OrderBy(pair => pair.Key), run.Arguments.OrderBy(pair => pair.Key));
        Expect.Same(metadata.OrderBy(pair => pair.Key), run.Metadata.OrderBy(pair => pair.Key));
        Expect.Equal(request.Token, run.Token);
    }

    public static async Task Long_and_foreign_texts_survive(StoreBench bench)
    {
        var text = string.Concat(Enumerable.Repeat("Ĵäger 東京 🚀 'quoted' \\ \r\n\t", 4000));
        var run = await bench.CreateAsync(bench.NewRun() with { Arguments = new Dictionary<string, string?> { ["Text"] = text }, StartedBy = "Łukasz 東" });
        var lease = await bench.ClaimAsync(run.Id);
        await bench.CheckpointAsync(lease, "{\"name\":\"Ĵäger 東京 🚀\"}", 1, 1, new FailedItem("東京", "Grund: ü"));
        await bench.NoteAsync(run.Id, "Zeile 🚀");
        await bench.FailAsync(lease, new RunError("System.Exception", text, text, "東京"));

        var state = await bench.StateAsync(run.Id);
        Expect.Equal(text, state.Run.Arguments["Text"]);
        Expect.Equal("Łukasz 東", state.Run.StartedBy);
        Expect.Equal(new RunError("System.Exception", text, text, "東京"), state.Run.Error);
        Expect.Equal("{\"name\":\"Ĵäger 東京 🚀\"}", state.Partitions.Single().Cursor);
        Expect.Equal(new FailedItem("東京", "Grund: ü"), (await bench.Store.FailedItemsAsync(run.Id, 10, CancellationToken.None)).Single());
        Expect.Equal("Zeile 🚀", (await bench.EventsAsync(run.Id)).Single(happened => happened.Kind == RunEventKind.Note).Text);
    }
}
