using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A second context of the application: without the tables of runs, perhaps with the one for progress.</summary>
public sealed class BillingContext(DbContextOptions<BillingContext> options, BillingTables tables) : DbContext(options)
{
    public DbSet<Invoice> Invoices => Set<Invoice>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Invoice>().Property(invoice => invoice.Id).ValueGeneratedNever();
        if (tables.KeepsProgress) modelBuilder.AddMaintenanceTaskProgress();
    }
}

/// <summary>What the model of the second context has. Each application of a test has one of both.</summary>
public sealed record BillingTables(bool KeepsProgress);

public class Invoice
{
    public int Id { get; set; }
    public int Reminders { get; set; }
}

public sealed class RemindOfInvoices(Ledger ledger) : EntityTask<BillingContext, Invoice>
{
    public override IQueryable<Invoice> Collection(BillingContext db) => db.Invoices;

    public override async Task ProcessAsync(Invoice invoice, CancellationToken cancellationToken)
    {
        await ledger.Gate(invoice.Id);
        if (invoice.Id % 100 == 7) Run.Skip("paid");
        invoice.Reminders++;
    }
}

public sealed class RemindInBatches : BatchTask<BillingContext, Invoice>
{
    public override int? BatchSize => 70;

    public override IQueryable<Invoice> Collection(BillingContext db) => db.Invoices;

    public override Task<int> ProcessAsync(Batch<Invoice> batch, CancellationToken cancellationToken) =>
        batch.Rows.ExecuteUpdateAsync(set => set.SetProperty(invoice => invoice.Reminders, invoice => invoice.Reminders + 1), cancellationToken);
}
