using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// What is kept of the events of a run: all that people decided and all that ended something, the newest notes, and the newest of what the
/// engine does again and again (claims and releases, interruptions and their ends), however long it runs and however often it is deployed.
/// </summary>
internal static class EventHistory
{
    private const int NotesKept = 200;
    private const int WorkKept = 400;
    private static readonly Expression<Func<EventRow, bool>> IsNote = row => row.Kind == RunEventKind.Note;
    private static readonly Expression<Func<EventRow, bool>> IsWork = row =>
        row.Kind == RunEventKind.Claimed || row.Kind == RunEventKind.Released || row.Kind == RunEventKind.Rescued
        || row.Kind == RunEventKind.Status && (row.To == RunStatus.Running || row.To == RunStatus.Interrupted);

    /// <summary>Forgets what the events just written have pushed out.</summary>
    public static async Task ForgetAsync(DbContext db, IReadOnlyList<RunEvent> written, CancellationToken cancellationToken)
    {
        if (written.FirstOrDefault(one => one.Kind == RunEventKind.Note) is { } note) await ForgetAsync(db, note.RunId, IsNote, NotesKept, cancellationToken).ConfigureAwait(false);
        if (written.FirstOrDefault(one => one.Kind == RunEventKind.Claimed && one.Number > WorkKept) is { } claim)
        {
            await ForgetAsync(db, claim.RunId, IsWork, WorkKept, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ForgetAsync(DbContext db, long runId, Expression<Func<EventRow, bool>> which, int kept, CancellationToken cancellationToken)
    {
        var oldest = await db.Rows<EventRow>().Where(row => row.RunId == runId).Where(which)
            .OrderByDescending(row => row.Number).Skip(kept).Select(row => (long?)row.Number).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (oldest is null) return;
        await db.Set<EventRow>().IgnoreQueryFilters().Where(row => row.RunId == runId && row.Number <= oldest).Where(which)
            .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
    }
}
