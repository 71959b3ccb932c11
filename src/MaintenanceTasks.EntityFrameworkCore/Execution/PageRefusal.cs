using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// Refuses what would break exactly-once: a <c>SaveChanges</c> or a transaction of <c>Process</c>'s own, which would be durable
/// before the position is.
/// </summary>
internal sealed class PageRefusal : IDisposable
{
    private readonly DbContext _db;
    private readonly string _task;
    private readonly IDbContextTransactionManager _transactions;
    private Exception? _refusal;

    public PageRefusal(DbContext db, string task)
    {
        (_db, _task, _transactions) = (db, task, db.GetService<IDbContextTransactionManager>());
        db.SavingChanges += Saving;
    }

    /// <summary>True while the engine itself saves.</summary>
    public bool Committing { get; set; }

    /// <summary>What the item just processed did that it must not, or null.</summary>
    public Exception? Take()
    {
        var refusal = _refusal ?? (_transactions.CurrentTransaction is null ? null : Refuse("a transaction of its own"));
        _refusal = null;
        return refusal;
    }

    // A context given to a test outlives the slice.
    public void Dispose() => _db.SavingChanges -= Saving;

    private void Saving(object? sender, SavingChangesEventArgs arguments)
    {
        if (!Committing) throw _refusal = Refuse("SaveChanges");
    }

    private TaskNotUsableException Refuse(string what) => new(
        $"Process of {_task} uses {what}, which would be durable before the position of the run is. "
        + "Only change tracked entities: the engine saves them with the position. For SQL of its own put [InTransaction] on the task, or derive from BatchTask.");
}
