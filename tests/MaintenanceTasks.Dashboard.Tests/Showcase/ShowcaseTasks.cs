using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MaintenanceTasks.Dashboard.Tests.Showcase;

/// <summary>Gives every post without one a slug made of its title.</summary>
public sealed class BackfillPostSlugs : Walk
{
    [Description("Put before every slug.")]
    public string Prefix { get; set; } = "";

    [Range(1, 100)]
    public int Longest { get; set; } = 60;

    public bool KeepOld { get; set; } = true;
}

/// <summary>Sends every customer who has no CRM id to the CRM, and keeps the id it answers.</summary>
[OutsideEffects]
public sealed class PushCustomersToCrm : Walk
{
    public Uri Endpoint { get; set; } = new("https://crm.example/api");
}

/// <summary>Computes the totals of invoices again that were written before the rounding was mended.</summary>
[OutsideEffects]
public sealed class RecomputeInvoiceTotals : Walk
{
    public DateOnly From { get; set; } = new(2026, 1, 1);

    public required Speed Pace { get; set; }
}

/// <summary>Encrypts the tax numbers that still stand in clear text.</summary>
public sealed class EncryptTaxNumbers : Walk;

/// <summary>Deletes carts nobody has touched for a year.</summary>
public sealed class DeleteAbandonedCarts : Walk;

/// <summary>Fills the search index anew, document by document.</summary>
public sealed class RebuildSearchIndex : Walk;

/// <summary>Reads prices from a file of the supplier.</summary>
public sealed class ImportSupplierPrices(CurrentRunFile input) : SourceTask<string, int>, IFileTask
{
    [Required]
    public string Supplier { get; set; } = "";

    string IFileTask.FileExtension => ".csv";

    IRowCounter? IFileTask.CountRows() => null;

    public override async IAsyncEnumerable<(string Item, int After)> Collection(
        int after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(input.Open(await input.FindAsync(cancellationToken)));
        for (var line = 1; await reader.ReadLineAsync(cancellationToken) is { } text; line++) yield return (text, line);
    }

    public override void Process(string item)
    {
    }
}

public abstract class Walk : ListTask<int>
{
    public override IReadOnlyList<int> Collection() => [.. Enumerable.Range(1, 100)];

    public override void Process(int item)
    {
    }
}
