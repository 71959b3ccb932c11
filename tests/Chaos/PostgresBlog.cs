using System.Data.Common;
using Npgsql;

namespace Chaos;

/// <summary>The sample on PostgreSQL. Its server may be restarted at any time: who only reads asks again.</summary>
internal sealed class PostgresBlog(string connectionString, string directory) : BlogDatabase(connectionString, directory)
{
    public override NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        return connection;
    }

    protected override bool Passes(DbException failure) => failure.IsTransient || failure.InnerException is IOException or System.Net.Sockets.SocketException;
}
