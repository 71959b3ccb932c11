using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Plans;

namespace Chaos.Pages;

/// <summary>A PostgreSQL database with large tables made by <c>generate_series</c>.</summary>
internal sealed class PagesDatabase(string connectionString)
{
    public PlanLog Plans { get; } = new();

    public PagesContext NewContext(bool planned = false)
    {
        var options = new DbContextOptionsBuilder<PagesContext>().UseNpgsql(connectionString, npgsql => npgsql.CommandTimeout(3600));
        if (planned) options.AddInterceptors(Plans);
        return new PagesContext(options.Options);
    }

    /// <summary>Fills a table in the order of the numbers, and builds its key afterwards, which is faster.</summary>
    public async Task FillAsync(string table, string key, string values, int rows)
    {
        await ExecuteAsync($"ALTER TABLE {table} DROP CONSTRAINT \"PK_{table}\"");
        await ExecuteAsync($"INSERT INTO {table} ({key}, \"Name\", \"Revision\") SELECT {values}, 'a row of ' || number % 1000, 0 FROM generate_series(1, {rows}) number");
        await ExecuteAsync($"ALTER TABLE {table} ADD CONSTRAINT \"PK_{table}\" PRIMARY KEY ({key})");
        await ExecuteAsync($"VACUUM ANALYZE {table}");
    }

    /// <summary>How long one process of the server takes to count a table.</summary>
    public async Task<TimeSpan> CountAsync(string table)
    {
        var counting = Stopwatch.StartNew();
        await ExecuteAsync($"SET max_parallel_workers_per_gather = 0; SELECT count(*) FROM {table}");
        return counting.Elapsed;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 3600 };
        await command.ExecuteNonQueryAsync();
    }
}
