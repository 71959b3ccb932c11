using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <inheritdoc/>
internal sealed class PageCopies<T> : PageCopies
    where T : class
{
    private static readonly ConditionalWeakTable<IEntityType, EntityColumns<T>?> Known = [];
    private readonly DbContext _db;
    private readonly EventHandler<EntityTrackedEventArgs> _more;
    private Array[] _copies = [];
    private int _room;
    private List<T>? _page;
    private bool _hasMore;

    /// <param name="db">The context that tracks the pages, and nothing before one is read.</param>
    public PageCopies(DbContext db) => (_db, _more) = (db, (_, _) => _hasMore = true);

    /// <summary>Takes copies of a page that was just read, if they are wanted and would say something.</summary>
    public void Take(List<T> page)
    {
        Forget();
        if (!AreWanted || Columns() is not { } columns) return;
        if (page.Count > _room) (_room, _copies) = (page.Count, columns.NewArrays(page.Count));
        if (!columns.TryKeep(page, _copies)) return;
        _page = page;
        _db.ChangeTracker.Tracked += _more;
    }

    public override bool AreLikeThePage()
    {
        var alike = _page is not null && !_hasMore && Columns()!.AreSame(_page, _copies);
        Forget();
        return alike;
    }

    private void Forget()
    {
        _db.ChangeTracker.Tracked -= _more;
        (_page, _hasMore) = (null, false);
    }

    private EntityColumns<T>? Columns() => _db.Model.FindEntityType(typeof(T)) is { } type ? Known.GetValue(type, EntityColumns<T>.Of) : null;
}
