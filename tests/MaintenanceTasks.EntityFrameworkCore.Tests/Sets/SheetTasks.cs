using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.Sets;

/// <summary>Changes nothing but, when it is told so, one sheet.</summary>
public sealed class LookAtSheets(Ledger ledger) : EntityTask<SheetContext, Sheet>
{
    public long Changed { get; set; }

    public bool Skips { get; set; }

    public override IQueryable<Sheet> Collection(SheetContext db) => db.Sheets;

    public override async Task ProcessAsync(Sheet sheet, CancellationToken cancellationToken)
    {
        ledger.Add($"{sheet.Id}");
        await ledger.Gate((int)sheet.Id);
        if (sheet.Id != Changed) return;
        sheet.Number = -1;
        if (Skips) Run.Skip("so");
    }
}

/// <summary>Opens the connection of the context by hand, at some rows.</summary>
public sealed class AskBesideSheets : EntityTask<SheetContext, Sheet>
{
    public override IQueryable<Sheet> Collection(SheetContext db) => db.Sheets;

    public override async Task ProcessAsync(Sheet sheet, CancellationToken cancellationToken)
    {
        if (sheet.Id % 170 != 0) return;
        var connection = Db.Database.GetDbConnection();
        await connection.OpenAsync(cancellationToken);
        await connection.CloseAsync();
    }
}

[SetBasedWrites]
public sealed class RaiseSheets(Ledger ledger) : EntityTask<SheetContext, Sheet>
{
    public override IQueryable<Sheet> Collection(SheetContext db) => db.Sheets;

    public override async Task ProcessAsync(Sheet sheet, CancellationToken cancellationToken)
    {
        await ledger.Gate((int)sheet.Id);
        sheet.Number++;
        if (sheet.Id % 2 == 0) sheet.Text = null;
    }
}
