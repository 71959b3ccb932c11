using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// Whether anybody in the application does something when a context saves: then it is asked to save even where no entity changed, because
/// what is collected there, events of a domain for example, need not show in a column.
/// </summary>
internal sealed class SavingListeners
{
    // When the field is called otherwise in some version, everybody is taken for a listener.
    private static readonly FieldInfo? Event = typeof(DbContext).GetField(nameof(DbContext.SavingChanges), BindingFlags.Instance | BindingFlags.NonPublic);
    private readonly DbContext _db;
    private readonly bool _byType;

    public SavingListeners(DbContext db)
    {
        _db = db;
        _byType = Event is null || Overrides(db.GetType()) || db.GetService<IInterceptors>().Aggregate<ISaveChangesInterceptor>() is not null;
    }

    /// <summary>True when anybody beside the engine, which listens itself, hears of a save.</summary>
    public bool Any => _byType || (Event!.GetValue(_db) as Delegate)?.GetInvocationList() is { } heard && heard.Any(listener => listener.Target is not PageRefusal);

    private static bool Overrides(Type context) => context
        .GetMethod(nameof(DbContext.SaveChangesAsync), [typeof(bool), typeof(CancellationToken)])!.DeclaringType != typeof(DbContext);
}
