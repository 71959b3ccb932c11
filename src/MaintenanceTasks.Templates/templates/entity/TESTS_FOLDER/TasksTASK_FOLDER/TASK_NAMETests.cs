using MaintenanceTasks;
using MaintenanceTasks.Testing;
using Microsoft.EntityFrameworkCore;
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
    public async Task Goes_through_all_items_although_a_worker_dies()
    {
        await using var db = new TASK_CONTEXT(new DbContextOptionsBuilder<TASK_CONTEXT>().UseSqlite("Data Source=:memory:").Options);
        await db.Database.OpenConnectionAsync();
        await db.Database.EnsureCreatedAsync();

        // db.AddRange(…): rows that the collection has, and one that it leaves out.
        await db.SaveChangesAsync();

        var run = await TaskTest.For<TASK_NAME>(db).KillAfter(items: 1).RunAsync();

#if (testing == "nunit")
        Assert.That(run.Error, Is.Null);
        Assert.That(run.Status, Is.EqualTo(RunStatus.Succeeded));
        Assert.That(run.Ticks, Is.GreaterThan(0), "Add rows above that the collection has, and say here what has become of them.");
#elseif (testing == "mstest")
        Assert.IsNull(run.Error);
        Assert.AreEqual(RunStatus.Succeeded, run.Status);
        Assert.IsTrue(run.Ticks > 0, "Add rows above that the collection has, and say here what has become of them.");
#else
        Assert.Null(run.Error);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.True(run.Ticks > 0, "Add rows above that the collection has, and say here what has become of them.");
#endif
    }
}
