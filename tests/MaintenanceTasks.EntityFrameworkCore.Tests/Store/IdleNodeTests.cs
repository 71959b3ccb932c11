using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Plans;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>What a node asks a database with many runs while it has nothing to do, and how the database finds the answers.</summary>
[Trait("area", "engine")]
public sealed class IdleNodeTests
{
    private const int Finished = 10_000;
    private const int Active = 100;
    private static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    [Theory, ClassData(typeof(Databases))]
    public async Task An_idle_node_asks_79_questions_a_minute_answered_by_index(string kind)
    {
        var (plans, time) = (new PlanLog(), new SteppedTime(Noon));
        await using var database = await TestDatabase.CreateAsync(kind);
        await FillAsync(database);
        await using var engine = await Engine.CreateAsync(
            database, options => options.PollInterval = TimeSpan.FromSeconds(1), services => services.AddSingleton<TimeProvider>(time),
            context => context.AddInterceptors(plans));
        using var stopping = new CancellationTokenSource();
        var working = engine.Services.GetRequiredService<RunWorker>().RunAsync(new WorkScope(2), stopping.Token);
        await time.UntilAsleepAsync(2);
        plans.Clear();

        for (var half = 1; half <= 120; half++)
        {
            if (half % 10 == 0) await BeatElsewhereAsync(database);

            // Each half second the loop that notices requests comes back to its sleep, each whole one the loop that looks for work does too.
            time.Advance(TimeSpan.FromMilliseconds(500));
            await time.UntilAsleepAsync(half % 2 == 0 ? 2 : 1);
        }

        var statements = plans.Statements;
        await stopping.CancelAsync();
        await working;
        // Work each second, leases each five, each twenty the own entry in the list of nodes and that list, and each ten minutes files without a run.
        Assert.Equal(
            (79, 60, 12, 6, 1),
            (statements.Count, Asked(statements, "maintenance_task_runs"), Asked(statements, "maintenance_task_partitions"),
                Asked(statements, "maintenance_task_nodes"), Asked(statements, "maintenance_task_files")));

        // The list of nodes has a row a process: it is read whole. Here there are no files.
        Assert.All(
            statements.Where(asked => !asked.Sql.Contains("maintenance_task_nodes", StringComparison.Ordinal)
                && !asked.Sql.Contains("maintenance_task_files", StringComparison.Ordinal)).DistinctBy(asked => asked.Sql),
            asked => Assert.True(asked.IsByIndex, $"{asked.Sql}\n\n{asked.Plan}"));
    }

    /// <summary>How many statements are about a table; the first one they name.</summary>
    private static int Asked(IReadOnlyList<PlannedStatement> statements, string table) => statements.Count(
        asked => asked.Sql.IndexOf("maintenance_task_", StringComparison.Ordinal) == asked.Sql.IndexOf(table, StringComparison.Ordinal));

    /// <summary>The workers elsewhere are alive.</summary>
    private static async Task BeatElsewhereAsync(TestDatabase database)
    {
        await using var db = database.NewContext();
        Assert.Equal(60, await db.Set<PartitionRow>().Where(row => row.Owner != null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Beat, row => row.Beat + 1)));
    }

    /// <summary>Runs that ended in every way, and active ones that leave nothing to do: others work on them, they are held, they are paused.</summary>
    private static async Task FillAsync(TestDatabase database)
    {
        await using var db = await database.NewContextAsync();
        for (var id = 1; id <= Finished + Active; id++)
        {
            var status = id <= Finished
                ? (id % 20) switch { 0 => RunStatus.Errored, 1 or 2 => RunStatus.Cancelled, _ => RunStatus.Succeeded }
                : (id % 5) switch { 0 => RunStatus.Paused, 1 => RunStatus.Interrupted, _ => RunStatus.Running };
            db.Add(new RunRow
            {
                Id = id,
                Token = Guid.NewGuid(),
                Task = nameof(RaiseRevisions),
                Status = status,
                ParameterHash = "hash",
                CreatedAt = Noon.AddDays(-1),
                HeldUntil = status == RunStatus.Interrupted ? Noon.AddDays(1) : null,
            });
            db.Add(new PartitionRow
            {
                RunId = id,
                Cursor = $$"""{"Id":{{id}}}""",
                Done = status == RunStatus.Succeeded,
                Owner = status == RunStatus.Running ? $"elsewhere|{id}" : null,
                Epoch = 1,
                ClaimedAt = Noon.AddHours(-1),
            });
        }

        await db.SaveChangesAsync();
        await database.AnalyzeAsync(db);
    }
}
