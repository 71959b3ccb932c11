using System.Text;
using MaintenanceTasks;
using MaintenanceTasks.Testing;
#if (hasContext)
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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
    // Put rows here as they come, with what makes them difficult.
    private const string Rows = "Id,Name\n1,first\n2,\"second, with a comma\"\n3,third\n";

#if (testing == "nunit")
    [Test]
#elseif (testing == "mstest")
    [TestMethod]
#else
    [Fact]
#endif
    public async Task Goes_through_all_rows_although_a_worker_dies()
    {
        var file = new InputFile(new MemoryStream(Encoding.UTF8.GetBytes(Rows)), "rows.csv");
#if (hasContext)
        await using var db = new TASK_CONTEXT(new DbContextOptionsBuilder<TASK_CONTEXT>().UseSqlite("Data Source=:memory:").Options);
        await db.Database.OpenConnectionAsync();
        await db.Database.EnsureCreatedAsync();

        var run = await TaskTest.For<TASK_NAME>(db).WithServices(services => services.AddPageCommits())
            .StartedWith(new StartOptions { File = file }).KillAfter(items: 1).RunAsync();
#else
        var run = await TaskTest.For<TASK_NAME>().StartedWith(new StartOptions { File = file }).KillAfter(items: 1).RunAsync();
#endif

        // Say here what has become of the rows.
#if (testing == "nunit")
        Assert.That(run.Error, Is.Null);
        Assert.That(run.Status, Is.EqualTo(RunStatus.Succeeded));
        Assert.That(run.Ticks, Is.EqualTo(3));
#elseif (testing == "mstest")
        Assert.IsNull(run.Error);
        Assert.AreEqual(RunStatus.Succeeded, run.Status);
        Assert.AreEqual(3L, run.Ticks);
#else
        Assert.Null(run.Error);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal(3L, run.Ticks);
#endif
    }
}
