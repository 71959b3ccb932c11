using System.Text.Json;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.Sets;

/// <summary>Random changes of rows mapped in random ways: what is written in sets is what <c>SaveChanges</c> writes, or is left to it.</summary>
public sealed class EquivalenceTests
{
    private const int Rows = 12;

    // Small is a key in some models, which no change may touch.
    private static readonly int[] Changeable = [.. Enumerable.Range(0, Sheet.Columns).Where(column => column != 2)];
    private static readonly Gen<(int Row, int Column, int Seed)[]> Changes =
        Gen.Select(Gen.Int[1, Rows], Gen.OneOfConst(Changeable), Gen.Int[-30_000, 30_000]).Array[1, 30];

    [Theory, ClassData(typeof(Databases))]
    public async Task Sets_write_what_SaveChanges_writes(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (inSets, saved) = (0, 0);
        Gen.Select(Gen.Int[0, 255], Changes.Array[4]).Sample(
            (traits, changes) =>
            {
                // Half of the models have nothing but plain columns.
                var model = new SheetModel(changes[0].Length % 2 == 0 ? ((SheetTrait)traits & ~(SheetTrait.Token | SheetTrait.Part)) | SheetTrait.OnlyPlain : (SheetTrait)traits);
                foreach (var change in changes)
                {
                    if (CompareAsync(database, model, change).GetAwaiter().GetResult()) inSets++;
                    else saved++;
                }
            },
            iter: 15, threads: 1);
        Assert.True(inSets > 5 && saved > 5, $"{inSets} pages were written in sets, {saved} saved");
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Copies_of_a_page_never_say_that_it_was_left_alone_when_it_was_not(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (alone, known) = (0, 0);
        Gen.Select(Gen.Int[0, 255], Changes.Array[3]).Sample(
            (traits, changes) =>
            {
                var plain = changes[0].Length % 2 == 0;
                var model = new SheetModel(plain ? ((SheetTrait)traits & ~SheetTrait.Part) | SheetTrait.OnlyPlain : (SheetTrait)traits & ~SheetTrait.OnlyPlain);
                foreach (var change in changes.Append([]))
                {
                    var (copies, tracker) = LookAsync(database, model, change).GetAwaiter().GetResult();
                    Assert.False(copies && !tracker);
                    if (!tracker) continue;
                    alone++;
                    if (copies) known++;
                    Assert.Equal(plain, copies);
                }
            },
            iter: 20, threads: 1);
        Assert.True(known > 0 && alone > known, $"{alone} pages were left alone, {known} were known to be");
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_text_that_is_too_long_is_refused_where_the_database_refuses_it(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await FilledAsync(database, new SheetModel(SheetTrait.OnlyPlain));
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var sheet in await db.Sheets.ToListAsync()) sheet.Limited = "more than twelve characters";

        var written = await Record.ExceptionAsync(() => SetWriter.For(db)!.TryWriteAsync(CancellationToken.None));

        Assert.Equal(kind == "PostgreSQL", written is not null);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_row_that_is_gone_is_a_conflict(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await FilledAsync(database, new SheetModel(SheetTrait.OnlyPlain));
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var sheet in await db.Sheets.ToListAsync()) sheet.Number++;
        await db.Sheets.Where(sheet => sheet.Id == 3).ExecuteDeleteAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => SetWriter.For(db)!.TryWriteAsync(CancellationToken.None));
    }

    /// <summary>Makes the same changes twice, and takes them back.</summary>
    /// <returns>True when they were written in sets.</returns>
    private static async Task<bool> CompareAsync(TestDatabase database, SheetModel model, (int Row, int Column, int Seed)[] changes)
    {
        await using var db = await FilledAsync(database, model);
        var saved = await AfterAsync(db, changes, () => db.SaveChangesAsync(acceptAllChangesOnSuccess: false));
        var written = false;
        var inSets = await AfterAsync(db, changes, async () =>
        {
            if (await SetWriter.For(db)!.TryWriteAsync(CancellationToken.None) is not { } rows) return await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            written = rows > 0;
            return rows;
        });

        Assert.Equal(saved, inSets);
        return written;
    }

    /// <summary>Whether a page that was changed so was left alone, as its copies say and as the tracker does.</summary>
    private static async Task<(bool Copies, bool Tracker)> LookAsync(TestDatabase database, SheetModel model, (int Row, int Column, int Seed)[] changes)
    {
        await using var db = await FilledAsync(database, model);
        var sheets = await db.Sheets.OrderBy(sheet => sheet.Id).ToListAsync();
        var copies = new PageCopies<Sheet>(db) { AreWanted = true };
        copies.Take(sheets);
        foreach (var (row, column, seed) in changes) sheets[row - 1].Change(column, seed);
        return (copies.AreLikeThePage(), !db.ChangeTracker.HasChanges());
    }

    private static async Task<string> AfterAsync(SheetContext db, (int Row, int Column, int Seed)[] changes, Func<Task<int>> write)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var sheets = await db.Sheets.OrderBy(sheet => sheet.Id).ToListAsync();
        foreach (var (row, column, seed) in changes) sheets[row - 1].Change(column, seed);
        db.ChangeTracker.DetectChanges();
        var rows = await write();
        db.ChangeTracker.Clear();
        return $"{rows} {JsonSerializer.Serialize(await db.Sheets.AsNoTracking().OrderBy(sheet => sheet.Id).ToListAsync())}";
    }

    private static async Task<SheetContext> FilledAsync(TestDatabase database, SheetModel model)
    {
        var db = SheetContext.On(database, model);
        if (await HasTableAsync(db)) return db;
        await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
        for (var id = 1; id <= Rows; id++)
        {
            var sheet = new Sheet { Id = id, At = DateTime.UnixEpoch };
            for (var column = 0; column < Sheet.Columns; column++) sheet.Change(column, id);
            db.Add(sheet);
        }

        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        return db;
    }

    private static async Task<bool> HasTableAsync(SheetContext db)
    {
        var tables = db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal)
            ? db.Database.SqlQuery<string>($"""SELECT name AS "Value" FROM sqlite_master""")
            : db.Database.SqlQuery<string>($"""SELECT tablename::text AS "Value" FROM pg_tables""");
        return (await tables.ToListAsync()).Contains(db.Mapping.Table);
    }
}
