using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.Redis.StackExchange;

namespace MaintenanceTasks.Hangfire.Tests;

/// <summary>Real servers that Hangfire keeps its jobs in, each with a place of its own for one test; <c>./test</c> starts them.</summary>
internal static class Storages
{
    public static void Configure(IGlobalConfiguration hangfire, string storage)
    {
        var place = "mt" + Guid.NewGuid().ToString("N");
        switch (storage)
        {
            case "PostgreSQL":
                var options = new PostgreSqlStorageOptions
                {
                    SchemaName = place,
                    QueuePollInterval = TimeSpan.FromMilliseconds(100),
                    UseSlidingInvisibilityTimeout = true,
                };
                var server = ServerOf("MT_POSTGRES", "PostgreSQL");
                hangfire.UsePostgreSqlStorage(bootstrap => bootstrap.UseNpgsqlConnection(server), options);
                break;
            case "Redis":
                // A busy machine may take longer than the five seconds of the client.
                hangfire.UseRedisStorage(ServerOf("MT_REDIS", "Redis") + ",connectTimeout=60000", new RedisStorageOptions { Prefix = place + ":" });
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(storage), storage, "no such storage");
        }
    }

    private static string ServerOf(string variable, string name)
    {
        var server = Environment.GetEnvironmentVariable(variable);
        if (!string.IsNullOrEmpty(server)) return server;
        Assert.SkipWhen(Environment.GetEnvironmentVariable("MT_SKIP_MISSING") == "1", $"no {name}: {variable} is not set");
        throw new InvalidOperationException($"{variable} names no server. Run ./test, which starts one, or set MT_SKIP_MISSING=1.");
    }
}
