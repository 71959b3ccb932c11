using Microsoft.Data.SqlClient;

namespace Chaos.Servers;

/// <summary>A database on the SQL Server that <c>MT_SQLSERVER</c> names, dropped at the end.</summary>
internal sealed class SqlServerPlace : IDisposable
{
    private readonly string _server = Environment.GetEnvironmentVariable("MT_SQLSERVER") is { Length: > 0 } given
        ? given
        : throw new FormatException("Expected a SQL Server in MT_SQLSERVER, for example Server=127.0.0.1;User Id=sa;Password=…;TrustServerCertificate=true, found none.");

    private readonly string _name = $"chaos_{Guid.NewGuid():N}";

    public SqlServerPlace()
    {
        Execute($"CREATE DATABASE {_name}");
        Execute($"ALTER DATABASE {_name} SET READ_COMMITTED_SNAPSHOT ON");
    }

    // The sample knows the product by the first word.
    public string ConnectionString => "Server=" + new SqlConnectionStringBuilder(_server) { InitialCatalog = _name }.ConnectionString["Data Source=".Length..];

    public void Dispose()
    {
        SqlConnection.ClearAllPools();
        Execute($"ALTER DATABASE {_name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {_name}");
    }

    private void Execute(string sql)
    {
        using var connection = new SqlConnection(_server);
        connection.Open();
        using var command = new SqlCommand(sql, connection) { CommandTimeout = 120 };
        command.ExecuteNonQuery();
    }
}
