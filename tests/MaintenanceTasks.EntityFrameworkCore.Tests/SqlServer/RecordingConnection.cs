using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.SqlServer;

/// <summary>A connection to no server: writes down what would be sent, and answers that nothing was found and one row was changed.</summary>
internal sealed class RecordingConnection : DbConnection
{
    private readonly List<string> _sent = [];
    private ConnectionState _state = ConnectionState.Closed;

    public IReadOnlyList<string> Sent => _sent;

    [AllowNull]
    public override string ConnectionString { get; set; } = "Data Source=nowhere";

    public override string Database => "none";

    public override string DataSource => "nowhere";

    public override string ServerVersion => "16.00.0000";

    public override ConnectionState State => _state;

    public void Record(string text) => _sent.Add(text.ReplaceLineEndings("\n").Trim());

    public override void Open() => _state = ConnectionState.Open;

    public override void Close() => _state = ConnectionState.Closed;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        Record($"BEGIN TRANSACTION -- isolation level: {isolationLevel}");
        return new RecordingTransaction(this, isolationLevel);
    }

    protected override DbCommand CreateDbCommand() => new RecordingCommand(this);
}
