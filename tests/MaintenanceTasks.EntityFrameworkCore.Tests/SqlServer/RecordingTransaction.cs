using System.Data;
using System.Data.Common;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.SqlServer;

internal sealed class RecordingTransaction(RecordingConnection connection, IsolationLevel isolationLevel) : DbTransaction
{
    public override IsolationLevel IsolationLevel => isolationLevel;

    protected override DbConnection DbConnection => connection;

    public override void Commit() => connection.Record("COMMIT");

    public override void Rollback() => connection.Record("ROLLBACK");
}
