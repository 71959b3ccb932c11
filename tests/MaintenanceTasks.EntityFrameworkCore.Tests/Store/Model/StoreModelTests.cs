using CsCheck;
using MaintenanceTasks.Testing;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>
/// Random lives on a real database, each lived again in memory: every answer and all that is stored has to be the same. What holds in
/// memory is explored to the last state beside the core; here it is shown to hold on the databases. On a failure the seed is printed.
/// <c>MT_LIVES</c> is how many lives are lived.
/// </summary>
public sealed class StoreModelTests
{
    private static readonly int Lives = int.TryParse(Environment.GetEnvironmentVariable("MT_LIVES"), out var lives) ? lives : 60;

    [Theory, ClassData(typeof(Databases))]
    [Survives("F65")]
    public async Task A_database_answers_and_stores_what_the_memory_does(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        var acts = Gen.Select(Gen.Enum<StoreAct>(), Gen.Int[0, 20]).Array[10, 40];

        var answers = new HashSet<string>();
        acts.Sample(life => LiveAsync(engine.Store, life, answers).GetAwaiter().GetResult(), iter: Lives, threads: 1);
        Assert.Superset(new HashSet<string> { "True", "False", "Running", "refused", nameof(IllegalTransitionException) }, answers);
    }

    private static async Task LiveAsync(IRunStore store, (StoreAct Act, int Pick)[] acts, HashSet<string> answers)
    {
        var task = $"T{Guid.NewGuid():N}";
        var (real, model) = (new StoreLife(store, task), new StoreLife(new InMemoryRunStore(), task));
        foreach (var (act, pick) in acts)
        {
            var expected = await model.PerformAsync(act, pick);
            Assert.Equal((act, expected), (act, await real.PerformAsync(act, pick)));
            answers.Add(expected);
        }

        Assert.Equal(await model.StoredAsync(), await real.StoredAsync());
    }
}
