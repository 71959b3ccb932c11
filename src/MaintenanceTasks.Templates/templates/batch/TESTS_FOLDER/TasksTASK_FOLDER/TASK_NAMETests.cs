using MaintenanceTasks;
using MaintenanceTasks.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace TASK_NAMESPACE.Tests;

public sealed class TASK_NAMETests
{
    [Fact]
    public async Task Goes_through_all_rows_although_a_worker_dies()
    {
        await using var db = new TASK_CONTEXT(new DbContextOptionsBuilder<TASK_CONTEXT>().UseSqlite("Data Source=:memory:").Options);
        await db.Database.OpenConnectionAsync();
        await db.Database.EnsureCreatedAsync();

        // db.AddRange(…): rows that the collection has, and one that it leaves out.
        await db.SaveChangesAsync();

        var run = await TaskTest.For<TASK_NAME>(db).KillAfter(items: 1).RunAsync();

        Assert.Null(run.Error);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.True(run.Ticks > 0, "Add rows above that the collection has, and say here what has become of them.");
    }
}
