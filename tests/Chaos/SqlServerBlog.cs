using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Chaos;

/// <summary>A database on SQL Server.</summary>
internal sealed class SqlServerBlog(string connectionString, string directory) : BlogDatabase(connectionString, directory)
{
    public override SqlConnection Open()
    {
        var connection = new SqlConnection(ConnectionString);
        connection.Open();
        return connection;
    }

    public override string Numbers(int most) => $"WITH numbers(number) AS (SELECT value FROM GENERATE_SERIES(1, {most}))";

    protected override bool Passes(DbException failure) => failure.IsTransient;
}
