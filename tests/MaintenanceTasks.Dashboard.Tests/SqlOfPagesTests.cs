using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>What the pages ask of the database.</summary>
public sealed class SqlOfPagesTests
{
    private readonly Log _log = new();

    [Theory]
    [ClassData(typeof(Databases))]
    [Survives("F79", "S14")]
    public async Task No_page_counts_rows_or_passes_over_rows(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var host = await HostAsync(database);
        var stage = new Stage(host);
        await stage.InAsync(RunStatus.Paused);
        await stage.InAsync(RunStatus.Errored);
        for (var run = 0; run < 45; run++) await stage.CancelAsync(await stage.EnqueuedAsync("Quick", TimeSpan.FromMinutes(1)));
        await stage.InAsync(RunStatus.Running);
        var enqueued = await stage.InAsync(RunStatus.Enqueued);
        foreach (var path in new[]
            { "", "?q=a&status=active&sort=name&page=1", "/tasks/Quick", "/tasks/Quick?history-before=30", "/tasks/Backfill", "/runs/1", "/runs/2", $"/runs/{enqueued}", $"/runs/{enqueued - 1}" })
        {
            _log.Clear();
            await host.PageAsync(DashboardHost.Root + path);
            Assert.NotEmpty(_log.Commands);
            Assert.All(_log.Commands, sql =>
            {
                Assert.DoesNotContain("COUNT(", sql, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("OFFSET", sql, StringComparison.OrdinalIgnoreCase);
            });
        }
    }

    [Fact]
    [Survives("F79", "S14")]
    public async Task Every_query_of_a_page_finds_its_rows_by_an_index()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        await using var host = await HostAsync(database);
        var running = await new Stage(host).InAsync(RunStatus.Running);
        _log.Clear();
        foreach (var path in new[] { "", "/tasks/Backfill", $"/runs/{running}" }) await host.PageAsync(DashboardHost.Root + path);
        var plans = new List<string>();
        await using (var scope = host.Application.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<SecretsContext>();
            await db.Database.OpenConnectionAsync();
            foreach (var sql in _log.Commands.Distinct().ToArray()) plans.Add(await PlanAsync(db, sql));
        }

        Assert.True(plans.Count > 5, $"Only {plans.Count} different queries.");
        Assert.All(plans, plan => Assert.Empty(Scanned(plan)));
    }

    /// <summary>The tables that grow with the runs, of those that a plan reads from the first row to the last.</summary>
    private static IEnumerable<string> Scanned(string plan) =>
        Regex.Matches(plan, """(?:FROM|JOIN) "(maintenance_task_(?!nodes)\w+)" AS "?(\w+)"?""")
            .Where(table => Regex.IsMatch(plan, $@"^SCAN {table.Groups[2].Value}\b(?! USING)", RegexOptions.Multiline))
            .Select(table => table.Groups[1].Value);

    private static async Task<string> PlanAsync(SecretsContext db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in Regex.Matches(sql, @"@\w+").Select(match => match.Value).Distinct())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, 1);
            command.Parameters.Add(parameter);
        }

        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(3));
        return sql + "\n" + string.Join('\n', plan);
    }

    private async Task<DashboardHost> HostAsync(TestDatabase database)
    {
        var options = new DbContextOptionsBuilder<SecretsContext>();
        database.Configure(options);
        await using (var context = new SecretsContext(options.Options)) await context.Database.EnsureCreatedAsync();
        return await DashboardHost.StartAsync(
            builder =>
            {
                builder.Services.ConfigureWorkers(enabled: false);
                builder.Services.Configure<MaintenanceTasksOptions>(options => options.LeaseDuration = TimeSpan.FromHours(1));
                builder.Services.AddDbContext<SecretsContext>(options =>
                {
                    database.Configure(options);
                    options.AddInterceptors(_log);
                });
            },
            application => application.MapMaintenanceTasks().AllowAnonymous(),
            tasks: engine => engine.AddTasksFromAssemblyContaining<Backfill>().UseEntityFrameworkCore<SecretsContext>());
    }

    private sealed class Log : DbCommandInterceptor
    {
        private readonly Lock _gate = new();
        private List<string> _commands = [];

        public IReadOnlyList<string> Commands
        {
            get
            {
                lock (_gate) return [.. _commands.Where(sql => sql.Contains("SELECT", StringComparison.Ordinal))];
            }
        }

        public void Clear()
        {
            lock (_gate) _commands = [];
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            lock (_gate) _commands.Add(command.CommandText);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
