namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Claims, ends and requests are one transaction each: a lost commit is done again, a lost answer is found in the store.</summary>
public sealed class StoreWriteTests
{
    public static TheoryData<string, bool, int> Faults
    {
        get
        {
            var faults = new TheoryData<string, bool, int>();
            foreach (var database in new Databases())
            {
                foreach (var commit in new[] { 0, 1, 2, 3 })
                {
                    faults.Add(database.Data, false, commit);
                    faults.Add(database.Data, true, commit);
                }
            }

            return faults;
        }
    }

    [Theory, MemberData(nameof(Faults))]
    [Survives("F7", "F8", "F21")]
    public async Task A_claim_or_an_end_whose_commit_or_answer_is_lost_neither_stops_a_run_nor_doubles_its_work(string kind, bool happened, int after)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var fault = new CommitFault(ofTheStore: true);
        await using var engine = await Engine.CreateAsync(
            database, options => options.PollInterval = TimeSpan.FromMilliseconds(20), context: options => options.AddInterceptors(fault));
        await engine.AddItemsAsync(30);
        var run = await engine.Runner.StartAsync<RaiseRevisions>();

        // Before the claim, or in the middle of the only page, so that what is lost is the claim, the end, or what lies between.
        var ledger = (Ledger)engine.Services.GetService(typeof(Ledger))!;
        if (after == 0) Arm();
        ledger.Gate = id =>
        {
            if (after > 0 && id == 10 * after) Arm();
            return Task.CompletedTask;
        };

        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Succeeded, 30L), (ended.Status, ended.Ticks));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
        Assert.Equal((0, 0), (fault.Before, fault.After));

        void Arm() => (fault.Before, fault.After) = happened ? (0, 1) : (1, 0);
    }
}
