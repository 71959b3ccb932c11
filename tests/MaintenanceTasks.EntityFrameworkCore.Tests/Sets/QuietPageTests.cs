namespace MaintenanceTasks.EntityFrameworkCore.Tests.Sets;

/// <summary>Pages that leave nothing to save are not committed one by one.</summary>
public sealed class QuietPageTests
{
    private const int Sheets = 450;

    [Theory, ClassData(typeof(Databases))]
    public async Task Pages_without_changes_have_one_checkpoint_together(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await CreateAsync(database);

        var (run, partition) = await engine.WorkAsync((await engine.Runner.StartAsync<LookAtSheets>()).Id);

        Assert.Equal((Sheets, 1L), ((int)run.Ticks, partition.CheckpointSeq));
        Assert.Equal(Enumerable.Range(1, Sheets).Select(id => $"{id}"), engine.Ledger.Entries);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_page_with_a_change_keeps_the_position_of_those_before_it(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await CreateAsync(database);

        var (run, partition) = await engine.WorkAsync((await engine.Runner.StartAsync<LookAtSheets>(task => task.Changed = 225)).Id);

        Assert.Equal((Sheets, 2L), ((int)run.Ticks, partition.CheckpointSeq));
        Assert.Equal([225L], (await engine.SheetsAsync()).Where(sheet => sheet.Number == -1).Select(sheet => sheet.Id));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_page_that_is_committed_for_another_reason_saves_what_it_changed(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await CreateAsync(database);

        var (run, _) = await engine.WorkAsync((await engine.Runner.StartAsync<LookAtSheets>(task => (task.Changed, task.Skips) = (225, true))).Id);

        Assert.Equal((Sheets, 1L), ((int)run.Ticks, run.Skipped));
        Assert.Equal([225L], (await engine.SheetsAsync()).Where(sheet => sheet.Number == -1).Select(sheet => sheet.Id));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Once_the_interval_of_checkpoints_is_over_the_position_is_kept_all_the_same(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await CreateAsync(database, configure: options => options.CheckpointInterval = TimeSpan.FromTicks(1));

        var (run, partition) = await engine.WorkAsync((await engine.Runner.StartAsync<LookAtSheets>()).Id);

        Assert.Equal(Sheets, run.Ticks);
        Assert.InRange(partition.CheckpointSeq, 9, 10);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_pause_keeps_the_position_and_a_resume_goes_on_there(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await CreateAsync(database);
        var run = await engine.Runner.StartAsync<LookAtSheets>();
        engine.Ledger.Gate = id => id == 170 ? engine.Runner.PauseAsync(run.Id) : Task.CompletedTask;

        var (paused, _) = await engine.WorkAsync(run.Id, RunStatus.Paused);
        engine.Ledger.Gate = _ => Task.CompletedTask;
        await engine.Runner.ResumeAsync(run.Id);
        var (ended, _) = await engine.WorkAsync(run.Id);

        Assert.Equal((170L, (long)Sheets), (paused.Ticks, ended.Ticks));
        Assert.Equal(Enumerable.Range(1, Sheets).Select(id => $"{id}"), engine.Ledger.Entries);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_item_that_fails_stands_right_after_the_position(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await CreateAsync(database);
        engine.Ledger.Gate = id => id == 170 ? throw new InvalidOperationException("no") : Task.CompletedTask;

        var (run, partition) = await engine.WorkAsync((await engine.Runner.StartAsync<LookAtSheets>()).Id, RunStatus.Errored);

        Assert.Equal((169L, "170", """{"Id":169}"""), (run.Ticks, run.Error!.Item, partition.Cursor));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Who_listens_to_saves_is_asked_at_each_page(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var saves = 0;
        await using var engine = await CreateAsync(database, db => db.SavingChanges += (_, _) => saves++);
        saves = 0;

        var (_, partition) = await engine.WorkAsync((await engine.Runner.StartAsync<LookAtSheets>()).Id);

        Assert.InRange(partition.CheckpointSeq, 9, 10);
        Assert.InRange(saves, 9, 10);
    }

    private static Task<SheetEngine> CreateAsync(TestDatabase database, Action<SheetContext>? made = null, Action<MaintenanceTasksOptions>? configure = null) =>
        SheetEngine.CreateAsync(database, Sheets, made: made, configure: options =>
        {
            options.MaxPageSize = 50;
            options.CheckpointInterval = TimeSpan.FromMinutes(10);
            configure?.Invoke(options);
        });
}
