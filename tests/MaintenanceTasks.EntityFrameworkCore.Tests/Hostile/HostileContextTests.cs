using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>The engine on contexts as real applications have them.</summary>
public sealed class HostileContextTests
{
    private static readonly Dictionary<string, Func<string, Task>> Suite = new()
    {
        ["entities"] = kind => new EngineTests().Every_entity_is_changed_exactly_once(kind),
        ["batches"] = kind => new EngineTests().Batches_change_the_rows_of_the_collection_once(kind),
        ["failing item"] = kind => new EngineTests().A_failing_item_is_named_the_ones_before_it_are_kept_and_resume_goes_on_at_it(kind),
        ["lists, sources, single calls"] = kind => new KindTests().Lists_sources_and_single_calls_write_through_their_context(kind),
        ["outside effects"] = kind => new KindTests().Outside_effects_have_a_checkpoint_an_item_and_skips_are_kept(kind),
        ["pause"] = kind => new KindTests().A_pause_ends_the_page_at_the_item_in_hand_and_resume_goes_on_at_the_next(kind),
        ["conflict"] = kind => new PageFailureTests().A_row_changed_by_somebody_else_is_read_again_and_neither_change_is_lost(kind),
        ["own SQL"] = kind => new PageFailureTests().SQL_of_its_own_inside_the_transaction_goes_with_the_item_that_fails(kind),
        ["own SaveChanges"] = kind => new PageFailureTests().A_SaveChanges_of_its_own_is_refused_with_what_to_do(kind),
        ["lost commit"] = kind => new CommitTests().A_lost_commit_is_done_again_and_a_lost_acknowledgement_is_not(kind, false, "before"),
        ["lost acknowledgement"] = kind => new CommitTests().A_lost_commit_is_done_again_and_a_lost_acknowledgement_is_not(kind, false, "after"),
        ["partitions"] = kind => new ParallelTests().Batches_of_several_partitions_change_each_row_once(kind),
        ["long texts"] = kind => new LongTextTests().A_long_error_is_kept_whole_and_the_name_of_its_type_is_cut(kind),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var kind in new HostileContexts())
            {
                foreach (var name in Suite.Keys) cases.Add(kind.Data, name);
            }

            // Once more, on a tidy context.
            foreach (var name in SqlServerTestDatabase.Server is null ? [] : Suite.Keys.ToArray()) cases.Add("SQL Server", name);

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public Task The_engine_works(string kind, string name) => Suite[name](kind);

    [Fact]
    public async Task An_override_that_needs_a_user_finds_the_one_who_started_the_run()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite, current user");
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(20);

        await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RaiseRevisions>(options: new StartOptions { StartedBy = "ada" })).Id);

        Assert.All(await engine.ItemsAsync(), item => Assert.Equal($"ada by {nameof(RaiseRevisions)}", item.ChangedBy));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_auditing_interceptor_is_called_once_a_page_with_task_run_and_person(string kind)
    {
        await using var database = await TestDatabase.CreateAsync($"{kind}, auditing");
        await using var engine = await Engine.CreateAsync(database, options => options.MaxPageSize = 50);
        await engine.AddItemsAsync(420);

        var run = await engine.Runner.StartAsync<RaiseRevisions>(options: new StartOptions { StartedBy = "ada" });
        await engine.WorkToTheEndAsync(run.Id);

        await OneEntryForEachPageAsync(engine, run.Id);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_an_interceptor_adds_to_a_page_whose_commit_is_lost_is_there_once(string kind)
    {
        await using var database = await TestDatabase.CreateAsync($"{kind}, auditing");
        var fault = new CommitFault();
        await using var engine = await Engine.CreateAsync(database, options => options.MaxPageSize = 50, context: options => options.AddInterceptors(fault));
        await engine.AddItemsAsync(420);
        var run = await engine.Runner.StartAsync<RaiseRevisions>(options: new StartOptions { StartedBy = "ada" });
        var ledger = (Ledger)engine.Services.GetService(typeof(Ledger))!;
        ledger.Gate = id =>
        {
            if (id == 150) fault.Before = 2;
            return Task.CompletedTask;
        };

        await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((0, 420), (fault.Before, ledger.Entries.Count));
        await OneEntryForEachPageAsync(engine, run.Id);
    }

    private static async Task OneEntryForEachPageAsync(Engine engine, long runId)
    {
        var pages = (await engine.Runner.FindAsync(runId))!.Partitions[0].CheckpointSeq;
        var entries = await engine.WithDbAsync(db => db.Set<AuditEntry>().AsNoTracking().ToListAsync());
        Assert.Equal((pages, 420), (entries.Count, entries.Sum(entry => entry.Items)));
        Assert.All(entries, entry => Assert.Equal((nameof(RaiseRevisions), runId, "ada"), (entry.Task, entry.RunId, entry.Person)));
    }
}
