using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Writes the changes of a page by as few statements as it has sets of changed columns, inside the page's transaction.</summary>
internal abstract class SetWriter(DbContext db)
{
    private readonly Dictionary<IEntityType, PlainTable?> _tables = [];

    /// <summary>The delimiters of the database.</summary>
    protected ISqlGenerationHelper Sql { get; } = db.GetService<ISqlGenerationHelper>();

    /// <summary>The writer for a context's database; null where there is none.</summary>
    public static SetWriter? For(DbContext db) => DatabaseKinds.Of(db) switch
    {
        DatabaseKind.PostgreSql => new PostgreSqlSetWriter(db),
        DatabaseKind.Sqlite => new SqliteSetWriter(db),
        _ => null,
    };

    /// <summary>Writes all that changed.</summary>
    /// <returns>The rows written; null when nothing was, because some of it is more than plain columns.</returns>
    /// <exception cref="DbUpdateConcurrencyException">A row is gone.</exception>
    public async Task<int?> TryWriteAsync(CancellationToken cancellationToken)
    {
        if (RowSet.Of(db.ChangeTracker.Entries(), _tables) is not { } sets || !sets.TrueForAll(CanWrite)) return null;
        var written = 0;
        foreach (var set in sets)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            if (db.Database.GetCommandTimeout() is { } timeout) command.CommandTimeout = timeout;
            var rows = await WriteAsync(command, set, cancellationToken).ConfigureAwait(false);
            if (rows != set.Rows.Count)
            {
                throw new DbUpdateConcurrencyException($"Expected {set.Rows.Count} rows of {set.Table.Table.Name} to be there, found {rows}.");
            }

            written += rows;
        }

        return written;
    }

    /// <summary>True when the values fit what the writer does with them.</summary>
    protected virtual bool CanWrite(RowSet set) => true;

    /// <summary>Writes a set.</summary>
    /// <returns>The rows found.</returns>
    protected abstract Task<int> WriteAsync(DbCommand command, RowSet set, CancellationToken cancellationToken);

    protected string Table(RowSet set) => Sql.DelimitIdentifier(set.Table.Table.Name, set.Table.Table.Schema);

    protected string Column(RowSet set, IProperty property) => Sql.DelimitIdentifier(set.Table.Column(property));
}
