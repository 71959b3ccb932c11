using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// What overrides and interceptors of the host add to the context while a page is saved, rows of an audit for example. They add it at
/// each try of the page, so a further try forgets what the one before has left: otherwise a lost commit would double it.
/// </summary>
internal sealed class HostAdditions
{
    private readonly List<EntityEntry> _entries = [];

    public async Task<int> SaveAsync(DbContext db, Func<Task<int>> save)
    {
        foreach (var entry in _entries) entry.State = EntityState.Detached;
        _entries.Clear();

        // What the task itself added by a navigation is found here, and so is not taken for the host's.
        if (db.ChangeTracker.AutoDetectChangesEnabled) db.ChangeTracker.DetectChanges();
        db.ChangeTracker.Tracked += Note;
        try
        {
            return await save().ConfigureAwait(false);
        }
        finally
        {
            db.ChangeTracker.Tracked -= Note;
        }
    }

    private void Note(object? sender, EntityTrackedEventArgs tracked) => _entries.Add(tracked.Entry);
}
