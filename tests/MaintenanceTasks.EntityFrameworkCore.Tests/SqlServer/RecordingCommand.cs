using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.SqlServer;

/// <summary>A command that is written down, with the parameters the real driver would declare.</summary>
internal sealed class RecordingCommand(RecordingConnection connection) : DbCommand
{
    private readonly SqlCommand _real = new();

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbParameterCollection DbParameterCollection => _real.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override void Prepare() => Record();

    public override int ExecuteNonQuery()
    {
        Record();
        return 1;
    }

    public override object? ExecuteScalar()
    {
        Record();
        return null;
    }

    protected override DbParameter CreateDbParameter() => _real.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        Record();
        var table = new DataTable();
        object? scalar = CommandText switch
        {
            _ when CommandText.Contains("COUNT_BIG(*)", StringComparison.Ordinal) => 0L,
            _ when CommandText.StartsWith("SELECT COUNT(*)", StringComparison.Ordinal) => 0,
            _ when CommandText.StartsWith("SELECT CASE", StringComparison.Ordinal) => false,
            _ => null,
        };
        if (scalar is not null)
        {
            table.Columns.Add("value", scalar.GetType());
            table.Rows.Add(scalar);
        }

        return table.CreateDataReader();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _real.Dispose();
        base.Dispose(disposing);
    }

    private void Record()
    {
        var declared = _real.Parameters.Cast<SqlParameter>().Select(Declare);
        connection.Record(string.Join('\n', [.. declared, CommandText]));
    }

    private static string Declare(SqlParameter parameter)
    {
        var size = parameter.SqlDbType is SqlDbType.NVarChar or SqlDbType.VarChar or SqlDbType.VarBinary ? parameter.Size < 0 ? "(max)" : $"({parameter.Size})" : "";
        return $"-- {(parameter.ParameterName.StartsWith('@') ? "" : "@")}{parameter.ParameterName} {parameter.SqlDbType.ToString().ToLowerInvariant()}{size}";
    }
}
