using System.Globalization;

namespace MaintenanceTasks.Tests.Tasks;

public sealed class CurrentRunTests
{
    private static readonly Run Run = new()
    {
        Id = 7,
        Task = "Backfill",
        Status = RunStatus.Running,
        Token = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
        CreatedAt = default,
        StartedBy = "ada",
        Metadata = new Dictionary<string, string> { ["ticket"] = "17" },
    };

    [Fact]
    public void Outside_a_run_a_task_works_on_a_detached_one()
    {
        var task = new Skipping();
        task.Process(5);
        Assert.Equal(0, task.Run.Id);
        Assert.Equal("", task.Run.Task);
        Assert.Null(task.Run.StartedBy);
        Assert.Empty(task.Run.Metadata);
        Assert.Matches("^[0-9a-f]{32}$", task.Run.IdempotencyKey(5));
    }

    [Fact]
    public void A_key_belongs_to_one_item_of_one_run()
    {
        var current = Attached(Run);
        Assert.Equal(current.IdempotencyKey(5), Attached(Run with { Status = RunStatus.Interrupted, Ticks = 9 }).IdempotencyKey(5));
        Assert.NotEqual(current.IdempotencyKey(5), current.IdempotencyKey(6));
        Assert.NotEqual(current.IdempotencyKey(5), Attached(Run with { Token = Guid.NewGuid() }).IdempotencyKey(5));
    }

    [Fact]
    public void A_key_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var key = Attached(Run).IdempotencyKey(1.5m);
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(key, Attached(Run).IdempotencyKey(1.5m));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Skips_and_notes_are_taken_once()
    {
        var current = Attached(Run);
        Assert.Null(current.TakeSkip());
        current.Skip("no title");
        current.Skip("no author");
        current.Note("a");
        current.Note("b");
        Assert.Equal("no title; no author", current.TakeSkip());
        Assert.Null(current.TakeSkip());
        Assert.Equal(["a", "b"], current.TakeNotes());
        Assert.Empty(current.TakeNotes());
    }

    [Fact]
    public void A_hold_carries_delay_and_reason()
    {
        var hold = Attached(Run).Hold(TimeSpan.FromMinutes(3), "429");
        Assert.Equal((TimeSpan.FromMinutes(3), "429"), (hold.Delay, hold.Message));
    }

    private static CurrentRun Attached(Run run)
    {
        var current = new CurrentRun();
        current.Attach(run);
        return current;
    }

    private sealed class Skipping : ListTask<int>
    {
        public override IReadOnlyList<int> Collection() => [5];

        public override void Process(int item) => Run.Skip($"{item} is odd");
    }
}
