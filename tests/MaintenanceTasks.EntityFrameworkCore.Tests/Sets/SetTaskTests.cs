using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.Sets;

/// <summary>Tasks with <see cref="SetBasedWritesAttribute"/>, from start to end.</summary>
public sealed class SetTaskTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Pages_of_plain_changes_pass_by_SaveChanges(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var saves = 0;
        await using var engine = await SheetEngine.CreateAsync(database, 250, made: db => db.SavingChanges += (_, _) => saves++);
        saves = 0;

        var (run, partition) = await engine.WorkAsync((await engine.Runner.StartAsync<RaiseSheets>()).Id);

        Assert.Equal((0, 250L, 250L), (saves, run.Ticks, partition.Affected));
        await OnceEachAsync(engine);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Rows_with_a_token_go_through_SaveChanges(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var saves = 0;
        await using var engine = await SheetEngine.CreateAsync(
            database, 250, SheetTrait.OnlyPlain | SheetTrait.Token, db => db.SavingChanges += (_, _) => saves++);
        saves = 0;

        await engine.WorkAsync((await engine.Runner.StartAsync<RaiseSheets>()).Id);

        Assert.True(saves > 0);
        await OnceEachAsync(engine);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_row_that_somebody_deletes_under_a_page_has_vanished(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await SheetEngine.CreateAsync(database, 250);
        var deleted = false;
        engine.Ledger.Gate = async id =>
        {
            if (id != 60 || deleted) return;
            deleted = true;
            await engine.WithDbAsync(db => db.Sheets.Where(sheet => sheet.Id == 50).ExecuteDeleteAsync());
        };

        var (run, partition) = await engine.WorkAsync((await engine.Runner.StartAsync<RaiseSheets>()).Id);

        Assert.Equal((250L, 1L), (run.Ticks, partition.Vanished));
        Assert.Equal(249, (await engine.SheetsAsync()).Count(sheet => sheet.Number == 1));
    }

    private static async Task OnceEachAsync(SheetEngine engine) =>
        Assert.All(await engine.SheetsAsync(), sheet => Assert.Equal((1, sheet.Id % 2 == 0 ? null : "old"), (sheet.Number, sheet.Text)));
}
