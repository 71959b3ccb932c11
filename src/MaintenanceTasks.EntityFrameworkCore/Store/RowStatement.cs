using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// A statement on one of our tables, sent through a context that need not have the table in its model: names and conversions come from the
/// model of the store, connection, transaction and time-out from the context.
/// </summary>
internal sealed class RowStatement<TRow>
    where TRow : class
{
    private readonly DbContext _db;
    private readonly IEntityType _type;
    private readonly StoreObjectIdentifier _store;
    private readonly ISqlGenerationHelper _sql;
    private readonly StringBuilder _text = new();
    private readonly List<object> _parameters = [];

    public RowStatement(DbContext db, IModel model)
    {
        (_db, _sql) = (db, db.GetService<ISqlGenerationHelper>());
        _type = model.FindEntityType(typeof(TRow))!;
        _store = StoreObjectIdentifier.Create(_type, StoreObjectType.Table)!.Value;
    }

    public string Table => _sql.DelimitIdentifier(_store.Name, _store.Schema);

    /// <summary>The name under which a single column is read.</summary>
    public string Value => _sql.DelimitIdentifier("Value");

    public string Column(string property) => _sql.DelimitIdentifier(_type.FindProperty(property)!.GetColumnName(_store)!);

    public RowStatement<TRow> Append(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>A column and a value: an assignment, or a condition.</summary>
    public RowStatement<TRow> Is(string property, object? value, string how = "=") => Append($"{Column(property)} {how} {Parameter(property, value)}");

    /// <summary>An assignment that adds to a column.</summary>
    public RowStatement<TRow> Plus(string property, object value) => Append($"{Column(property)} = {Column(property)} + {Parameter(property, value)}");

    public Task<int> ExecuteAsync(CancellationToken cancellationToken) =>
        _db.Database.ExecuteSqlRawAsync(_text.ToString(), _parameters, cancellationToken);

    public Task<List<TValue>> QueryAsync<TValue>(CancellationToken cancellationToken) =>
        _db.Database.SqlQueryRaw<TValue>(_text.ToString(), [.. _parameters]).ToListAsync(cancellationToken);

    /// <summary>What is taken of the rows, one by one. Not by SqlQueryRaw, which would give values alone, and not their bytes.</summary>
    public Task<IReadOnlyList<T>> ReadAsync<T>(Func<DbDataReader, T> take, CancellationToken cancellationToken) =>
        _db.Database.CreateExecutionStrategy().ExecuteAsync<IReadOnlyList<T>>(async () =>
        {
            var command = _db.GetService<IRawSqlCommandBuilder>().Build(_text.ToString(), _parameters);
            var place = new RelationalCommandParameterObject(
                _db.GetService<IRelationalConnection>(), command.ParameterValues, null, _db, _db.GetService<IRelationalCommandDiagnosticsLogger>());
            await using var reader = await command.RelationalCommand.ExecuteReaderAsync(place, cancellationToken).ConfigureAwait(false);
            List<T> taken = [];
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) taken.Add(take(reader.DbDataReader));
            return taken;
        });

    private string Parameter(string property, object? value)
    {
        var column = _type.FindProperty(property)!;
        var name = "p" + _parameters.Count;
        using DbCommand maker = _db.Database.GetDbConnection().CreateCommand();
        _parameters.Add(column.GetRelationalTypeMapping().CreateParameter(maker, _sql.GenerateParameterName(name), value, column.IsNullable));
        return _sql.GenerateParameterNamePlaceholder(name);
    }
}
