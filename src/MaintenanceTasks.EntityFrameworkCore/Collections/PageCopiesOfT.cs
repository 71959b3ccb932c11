using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <inheritdoc/>
internal sealed class PageCopies<T> : PageCopies
    where T : class
{
    private static readonly ConditionalWeakTable<IEntityType, EntityComparison<T>> Comparisons = [];
    private static readonly Func<object, object> Copy =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    private readonly DbContext _db;
    private readonly List<T> _copies = [];
    private readonly EventHandler<EntityTrackedEventArgs> _more;
    private IReadOnlyList<T> _page = [];
    private bool _hasMore;

    /// <param name="db">The context that tracks the pages, and nothing before one is read.</param>
    public PageCopies(DbContext db) => (_db, _more) = (db, (_, _) => _hasMore = true);

    /// <summary>Takes copies of a page that was just read, if they are wanted and would say something.</summary>
    public void Take(IReadOnlyList<T> page)
    {
        Forget();
        if (!AreWanted || Comparison() is not { IsComplete: true } comparison) return;
        foreach (var entity in page)
        {
            // What came with an entity, or derives from it, may change in ways its own fields do not show.
            if (entity.GetType() != typeof(T) || !comparison.IsAlone(entity))
            {
                _copies.Clear();
                return;
            }

            _copies.Add((T)Copy(entity));
        }

        _page = page;
        _db.ChangeTracker.Tracked += _more;
    }

    public override bool AreLikeThePage()
    {
        var alike = _copies.Count > 0 && !_hasMore && Comparison() is { } comparison && IsLike(comparison.Same);
        Forget();
        return alike;
    }

    private bool IsLike(Func<T, T, bool> same)
    {
        for (var row = 0; row < _copies.Count; row++)
        {
            if (!same(_copies[row], _page[row])) return false;
        }

        return true;
    }

    private void Forget()
    {
        _db.ChangeTracker.Tracked -= _more;
        _copies.Clear();
        (_page, _hasMore) = ([], false);
    }

    private EntityComparison<T>? Comparison() =>
        _db.Model.FindEntityType(typeof(T)) is { } type ? Comparisons.GetValue(type, EntityComparison<T>.Of) : null;
}
