using MaintenanceTasks;
using MaintenanceTasks.Testing;
#if (hasContext)
using Microsoft.EntityFrameworkCore;
#endif
using Xunit;

namespace TASK_NAMESPACE.Tests;

public sealed class TASK_NAMETests
{
    [Fact]
    public async Task Does_its_work_once()
    {
#if (hasContext)
        await using var db = new TASK_CONTEXT(new DbContextOptionsBuilder<TASK_CONTEXT>().UseSqlite("Data Source=:memory:").Options);
        await db.Database.OpenConnectionAsync();
        await db.Database.EnsureCreatedAsync();

        var run = await TaskTest.For<TASK_NAME>(db).RunAsync();
#else
        var run = await TaskTest.For<TASK_NAME>().RunAsync();
#endif

        // Say here what it has done.
        Assert.Null(run.Error);
        Assert.Equal(RunStatus.Succeeded, run.Status);
    }
}
