using MaintenanceTasks.Testing;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>The test kit with a context: the shortest test of a task, as the README shows it.</summary>
public sealed class TaskTestTests
{
    [Fact]
    public async Task A_context_given_to_a_test_keeps_no_effects_of_a_killed_slice()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        await using var db = await database.NewContextAsync();
        db.Items.AddRange(Enumerable.Range(1, 20).Select(number => new Item { Name = $"item {number}" }));
        await db.SaveChangesAsync();

        var ledger = new Ledger();
        var result = await TaskTest.For<RaiseRevisions>(db, ledger).With(task => task.Prefix = "p ").KillAfter(items: 3).InterruptAfter(items: 5).RunAsync();

        Assert.Equal(RunStatus.Succeeded, result.Status);
        Assert.Equal(20, result.Ticks);
        Assert.Equal(3, result.Slices);
        Assert.InRange(ledger.Entries.Count, 21, 23);
        await using var fresh = database.NewContext();
        Assert.All(await fresh.Items.OrderBy(item => item.Id).ToListAsync(), item => Assert.Equal((1, $"p item {item.Id}"), (item.Revision, item.Name)));
    }
}
