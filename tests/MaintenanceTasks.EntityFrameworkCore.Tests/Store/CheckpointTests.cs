namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Progress is added up by the database itself.</summary>
public sealed class CheckpointTests
{
    [Theory, ClassData(typeof(Databases))]
    [Ancestor("C061", "C189")]
    public async Task Items_and_time_add_up_and_a_repeated_write_adds_nothing(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        var run = await engine.Runner.StartAsync<RaiseRevisions>();
        var claimed = await engine.Store.ChangeAsync(
            run.Id, change => LeaseMoves.Claim(change, 0, "me", DateTime.UnixEpoch, new Actor(null, null)), CancellationToken.None);
        var lease = new Lease(run.Id, 0, claimed!.Partitions[0].Epoch, "me");
        var first = new Checkpoint { Cursor = "40", Ticks = 40, TimeRunning = TimeSpan.FromSeconds(10.2), Seq = 1, At = DateTime.UnixEpoch };
        var second = first with { Cursor = "42", Ticks = 2, TimeRunning = TimeSpan.FromSeconds(2), Seq = 2 };

        Assert.True(await engine.Store.CheckpointAsync(lease, first, CancellationToken.None));
        Assert.True(await engine.Store.CheckpointAsync(lease, second, CancellationToken.None));
        Assert.True(await engine.Store.CheckpointAsync(lease, second, CancellationToken.None));

        var stored = (await engine.Runner.FindAsync(run.Id))!;
        Assert.Equal((42L, TimeSpan.FromSeconds(12.2)), (stored.Run.Ticks, stored.Run.TimeRunning));
        Assert.Equal("42", stored.Partitions[0].Cursor);
    }
}
