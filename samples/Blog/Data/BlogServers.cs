using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.Redis.StackExchange;
using Microsoft.EntityFrameworkCore;
using StackExchange.Redis;

namespace Blog.Data;

/// <summary>Which servers the sample uses: what its connection strings say.</summary>
internal static class BlogServers
{
    /// <summary>True for a connection string of PostgreSQL; those of SQLite and Redis name no <c>Host</c>.</summary>
    public static bool IsPostgreSql(string connectionString) => connectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    /// <summary>PostgreSQL, or a SQLite file.</summary>
    public static DbContextOptionsBuilder UseBlog(this DbContextOptionsBuilder options, string database) => IsPostgreSql(database)
        ? options.UseNpgsql(database)
        : options.UseSqlite(database).AddInterceptors(new PatientConnections());

    /// <summary>Hangfire's storage on PostgreSQL, or on Redis. The options are explained in docs/scaling.md.</summary>
    public static void UseBlog(this IGlobalConfiguration hangfire, string storage)
    {
        hangfire.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
        if (IsPostgreSql(storage))
        {
            var options = new PostgreSqlStorageOptions { UseSlidingInvisibilityTimeout = true, QueuePollInterval = TimeSpan.FromSeconds(1) };
            hangfire.UsePostgreSqlStorage(bootstrap => bootstrap.UseNpgsqlConnection(storage), options);
        }
        else
        {
            // A server that is away at the start is waited for, like one that goes away later.
            var server = ConfigurationOptions.Parse(storage);
            server.AbortOnConnectFail = false;
            hangfire.UseRedisStorage(ConnectionMultiplexer.Connect(server), new RedisStorageOptions { Db = server.DefaultDatabase ?? 0 });
        }
    }
}
