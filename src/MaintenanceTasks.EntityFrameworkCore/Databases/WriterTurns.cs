using System.Collections.Concurrent;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>The turns of this process at the write locks of its SQLite files, one for each.</summary>
internal sealed class WriterTurns(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, WriterTurn> _turns = new(StringComparer.Ordinal);

    public WriterTurn For(string database) => _turns.GetOrAdd(database, _ => new WriterTurn(time));
}
