using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Writes down who changed what, with the changes themselves: a row for each save that changes items.</summary>
public sealed class AuditInterceptor(ICurrentRun run) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = (ShopContext)eventData.Context!;
        var changed = db.ChangeTracker.Entries<Item>().Count(entry => entry.State == EntityState.Modified);
        if (changed > 0) db.Add(new AuditEntry { Task = run.Task, RunId = run.Id, Person = run.StartedBy, Items = changed });
        return new(result);
    }
}

public class AuditEntry
{
    public int Id { get; set; }
    public string Task { get; set; } = "";
    public long RunId { get; set; }
    public string? Person { get; set; }
    public int Items { get; set; }
}
