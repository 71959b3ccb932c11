using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Rows of one table in which the same columns changed.</summary>
internal sealed record RowSet(PlainTable Table, IReadOnlyList<IProperty> Columns, List<EntityEntry> Rows)
{
    // With more than these one statement each would be no gain.
    private const int MostSets = 8;

    /// <summary>Everything that changed in a context, as sets; null when anything of it is not a change of plain columns.</summary>
    /// <param name="entries">The tracked entries, looked through already.</param>
    /// <param name="tables">What is known of types.</param>
    public static List<RowSet>? Of(IEnumerable<EntityEntry> entries, Dictionary<IEntityType, PlainTable?> tables)
    {
        List<RowSet> sets = [];
        List<IProperty> changed = [];
        foreach (var entry in entries)
        {
            if (entry.State == Microsoft.EntityFrameworkCore.EntityState.Unchanged) continue;
            if (entry.State != Microsoft.EntityFrameworkCore.EntityState.Modified || TableOf(entry.Metadata, tables) is not { } table) return null;
            changed.Clear();
            foreach (var property in entry.Metadata.GetProperties())
            {
                if (!entry.Property(property).IsModified) continue;
                if (!table.CanWrite(property)) return null;
                changed.Add(property);
            }

            if (changed.Count == 0) return null;
            if (sets.Find(set => set.Table == table && set.Columns.SequenceEqual(changed)) is { } known)
            {
                known.Rows.Add(entry);
                continue;
            }

            if (sets.Count == MostSets) return null;
            sets.Add(new RowSet(table, [.. changed], [entry]));
        }

        return sets;
    }

    private static PlainTable? TableOf(IEntityType type, Dictionary<IEntityType, PlainTable?> tables)
    {
        if (!tables.TryGetValue(type, out var table)) tables[type] = table = PlainTable.Of(type);
        return table;
    }
}
