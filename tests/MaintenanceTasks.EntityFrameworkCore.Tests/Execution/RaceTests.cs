using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Many people, and many workers, in the same moment; rounds by the thousand are the proof <c>race</c> of tests/Chaos.</summary>
[Trait("area", "engine")]
public sealed class RaceTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Of_200_people_who_resume_a_run_at_once_one_does_it(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        var run = await engine.Runner.StartAsync<RaiseRevisions>();
        await engine.Runner.PauseAsync(run.Id);
        var before = (await engine.Runner.EventsAsync(run.Id)).Count;

        var resumed = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(() => ResumeAsync(engine.Runner, run.Id, $"person {number}"))));

        var winner = Assert.Single(resumed.OfType<string>());
        var happened = Assert.Single((await engine.Runner.EventsAsync(run.Id)).Skip(before));
        Assert.Equal((RunStatus.Enqueued, winner), (happened.To, happened.Actor));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Partitions_that_finish_at_once_end_the_run_each_time(string kind)
    {
        const int partitions = 4;
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(partitions);
        var ledger = engine.Services.GetRequiredService<Ledger>();
        for (var round = 1; round <= 10; round++)
        {
            using var together = new Together(partitions);
            ledger.Gate = _ => together.ArriveAsync();
            var run = await engine.Runner.StartAsync<RaiseRevisions>(options: new StartOptions { Parallelism = partitions });

            var ended = await engine.WorkUntilAsync(run.Id, found => found.Status.IsCompleted(), slices: partitions);

            Assert.Equal((RunStatus.Succeeded, 4L), (ended.Status, ended.Ticks));
            Assert.All(await engine.ItemsAsync(), item => Assert.Equal(round, item.Revision));
        }
    }

    /// <summary>Who did it, or null when somebody else had done it already.</summary>
    private static async Task<string?> ResumeAsync(TaskRunner runner, long runId, string person)
    {
        try
        {
            await runner.ResumeAsync(runId, person);
            return person;
        }
        catch (IllegalTransitionException refusal) when (refusal.From == RunStatus.Enqueued)
        {
            return null;
        }
    }

    /// <summary>Lets items go on when all of them have come.</summary>
    private sealed class Together(int all) : IDisposable
    {
        private readonly SemaphoreSlim _go = new(0);
        private int _arrived;

        public async Task ArriveAsync()
        {
            if (Interlocked.Increment(ref _arrived) == all) _go.Release(all);
            Assert.True(await _go.WaitAsync(TimeSpan.FromSeconds(30)), "the partitions were not worked on at the same time");
        }

        public void Dispose() => _go.Dispose();
    }
}
