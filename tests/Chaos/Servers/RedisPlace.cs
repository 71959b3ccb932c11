using System.Globalization;
using StackExchange.Redis;

namespace Chaos.Servers;

/// <summary>An empty database of a Redis server, which is emptied at the end.</summary>
internal sealed class RedisPlace : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _connection;
    private readonly IServer _server;
    private readonly int _database;

    private RedisPlace(ConnectionMultiplexer connection, IServer server, int database, string given)
    {
        (_connection, _server, _database) = (connection, server, database);
        ConnectionString = string.Create(CultureInfo.InvariantCulture, $"{given},defaultDatabase={database}");
    }

    public string ConnectionString { get; }

    /// <summary>A database of the server that <c>MT_REDIS</c> names, the last one that has nothing in it.</summary>
    public static async Task<RedisPlace> GivenAsync()
    {
        if (Environment.GetEnvironmentVariable("MT_REDIS") is not { Length: > 0 } given)
        {
            throw new FormatException("Expected a Redis server in MT_REDIS, for example 127.0.0.1:6379, found none.");
        }

        var options = ConfigurationOptions.Parse(given);
        options.AllowAdmin = true;
        var connection = await ConnectionMultiplexer.ConnectAsync(options);
        var server = connection.GetServer(connection.GetEndPoints()[0]);
        for (var database = server.DatabaseCount - 1; database > 0; database--)
        {
            if (await server.DatabaseSizeAsync(database) == 0) return new RedisPlace(connection, server, database, given);
        }

        await connection.DisposeAsync();
        throw new FormatException("Expected an empty database on the server in MT_REDIS, found none.");
    }

    /// <summary>Deletes all that is in this database.</summary>
    /// <returns>How many keys there were.</returns>
    public async Task<long> FlushAsync()
    {
        var keys = await _server.DatabaseSizeAsync(_database);
        await _server.FlushDatabaseAsync(_database);
        return keys;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.FlushDatabaseAsync(_database);
        await _connection.DisposeAsync();
    }
}
