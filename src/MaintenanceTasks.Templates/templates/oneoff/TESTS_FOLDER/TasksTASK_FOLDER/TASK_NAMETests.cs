using MaintenanceTasks;
using MaintenanceTasks.Testing;
#if (hasContext)
using Microsoft.EntityFrameworkCore;
#endif
#if (testing == "nunit")
using NUnit.Framework;
#elseif (testing == "mstest")
using Microsoft.VisualStudio.TestTools.UnitTesting;
#else
using Xunit;
#endif

namespace TASK_NAMESPACE.Tests;

#if (testing == "mstest")
[TestClass]
#endif
public sealed class TASK_NAMETests
{
#if (testing == "nunit")
    [Test]
#elseif (testing == "mstest")
    [TestMethod]
#else
    [Fact]
#endif
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
#if (testing == "nunit")
        Assert.That(run.Error, Is.Null);
        Assert.That(run.Status, Is.EqualTo(RunStatus.Succeeded));
#elseif (testing == "mstest")
        Assert.IsNull(run.Error);
        Assert.AreEqual(RunStatus.Succeeded, run.Status);
#else
        Assert.Null(run.Error);
        Assert.Equal(RunStatus.Succeeded, run.Status);
#endif
    }
}
