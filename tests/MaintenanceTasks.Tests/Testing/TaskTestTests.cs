using System.ComponentModel.DataAnnotations;
using MaintenanceTasks.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Testing;

public sealed class TaskTestTests
{
    [Fact]
    [Ancestor("C099")]
    public async Task A_task_runs_to_its_end_with_what_it_is_given()
    {
        var ledger = new Ledger();
        var result = await TaskTest.For<Numbers>(ledger).With(task => task.Count = 5).RunAsync();
        Assert.Equal(RunStatus.Succeeded, result.Status);
        Assert.Equal(5, result.Ticks);
        Assert.Equal(1, result.Slices);
        Assert.Null(result.Error);
        Assert.Equal([0, 1, 2, 3, 4], ledger.Items);
        Assert.Equal("5", result.Run.Arguments["Count"]);
    }

    [Fact]
    [Survives("F5")]
    public async Task A_kill_repeats_what_was_not_checkpointed_and_counts_it_once()
    {
        var ledger = new Ledger();
        var result = await TaskTest.For<Numbers>(ledger).With(task => task.Count = 5).KillAfter(items: 3).RunAsync();
        Assert.Equal(RunStatus.Succeeded, result.Status);
        Assert.Equal([0, 1, 2, 0, 1, 2, 3, 4], ledger.Items);
        Assert.Equal(5, result.Ticks);
        Assert.Equal(2, result.Slices);
        Assert.Equal(2, ledger.Instances);
        Assert.Single(result.Events, happened => happened.Kind == RunEventKind.Rescued);
        Assert.DoesNotContain(result.Events, happened => happened.Kind == RunEventKind.Released);
    }

    [Fact]
    public async Task A_kill_of_a_task_with_outside_effects_repeats_only_the_item_in_hand()
    {
        var ledger = new Ledger();
        var result = await TaskTest.For<OutsideNumbers>(ledger).With(task => task.Count = 5).KillAfter(items: 3).RunAsync();
        Assert.Equal([0, 1, 2, 2, 3, 4], ledger.Items);
        Assert.Equal(5, result.Ticks);
    }

    [Fact]
    [Ancestor("C379")]
    public async Task An_interruption_repeats_nothing()
    {
        var ledger = new Ledger();
        var result = await TaskTest.For<Numbers>(ledger).With(task => task.Count = 5).InterruptAfter(items: 2).InterruptAfter(items: 2).RunAsync();
        Assert.Equal([0, 1, 2, 3, 4], ledger.Items);
        Assert.Equal(3, result.Slices);
        Assert.Equal(3, ledger.Instances);
        Assert.Equal(2, result.Events.Count(happened => happened.To == RunStatus.Interrupted));
    }

    [Fact]
    public async Task Kills_and_interruptions_follow_each_other_as_planned()
    {
        var ledger = new Ledger();
        await TaskTest.For<Numbers>(ledger).With(task => task.Count = 6).InterruptAfter(2).KillAfter(3).KillAfter(1).RunAsync();
        Assert.Equal([0, 1, 2, 3, 4, 2, 2, 3, 4, 5], ledger.Items);
    }

    [Fact]
    public async Task Skips_notes_and_errors_are_shown()
    {
        var result = await TaskTest.For<Talkative>().RunAsync();
        Assert.Equal(RunStatus.Errored, result.Status);
        Assert.Equal([new FailedItem("1", "no title")], result.Skipped);
        Assert.Equal(["seen 0", "seen 1", "seen 2"], result.Notes);
        Assert.Equal("2", result.Error?.Item);
        Assert.Contains("Item 2: broken", result.Error?.Message);
        Assert.Equal(2, result.Ticks);
    }

    [Fact]
    public async Task A_hold_passes_without_waiting()
    {
        var ledger = new Ledger();
        var result = await TaskTest.For<Limited>(ledger).RunAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(RunStatus.Succeeded, result.Status);
        Assert.Equal(2, result.Slices);
        Assert.Equal([0, 1, 2], ledger.Items);
        Assert.Single(result.Events, happened => happened.Text == "the CRM answered 429");
    }

    [Fact]
    public async Task A_run_that_is_held_for_ever_ends_the_test_with_the_reason()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => TaskTest.For<HeldForEver>().RunAsync());
        Assert.Contains("no budget left", failure.Message);
    }

    [Fact]
    public async Task Services_are_injected_by_base_class_and_interface_too()
    {
        var result = await TaskTest.For<NeedsServices>(new CrmStub()).WithServices(services => services.AddScoped<Ledger>()).RunAsync();
        Assert.Equal(RunStatus.Succeeded, result.Status);
        Assert.Equal(["CrmStub CrmStub"], result.Notes);
    }

    [Fact]
    public async Task Wrong_parameters_are_refused_before_anything_runs()
    {
        var ledger = new Ledger();
        var refusal = await Assert.ThrowsAsync<InvalidArgumentsException>(() => TaskTest.For<Numbers>(ledger).With(task => task.Count = 5000).RunAsync());
        Assert.Contains("Count", refusal.Errors.Keys);
        Assert.Empty(ledger.Items);
    }

    [Fact]
    public async Task A_missing_service_is_named()
    {
        var refusal = await Assert.ThrowsAsync<TaskNotUsableException>(() => TaskTest.For<Numbers>().RunAsync());
        Assert.Contains(nameof(Ledger), refusal.Message);
    }

    [Fact]
    public void A_slice_cannot_end_before_its_first_item() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TaskTest.For<Numbers>().KillAfter(0));

    [Fact]
    public async Task The_run_knows_who_started_it_and_keys_stay_the_same_through_a_kill()
    {
        var ledger = new Ledger();
        var options = new StartOptions { StartedBy = "ada", Metadata = new Dictionary<string, string> { ["ticket"] = "17" } };
        var result = await TaskTest.For<Keyed>(ledger).StartedWith(options).KillAfter(2).RunAsync();
        Assert.Equal(["ada 17"], result.Notes.Distinct());
        Assert.Equal(4, ledger.Keys.Count);
        Assert.Equal(2, ledger.Keys.Distinct().Count());
        Assert.All(ledger.Keys, key => Assert.Matches("^[0-9a-f]{32}$", key));
    }

    internal sealed class Ledger
    {
        public List<int> Items { get; } = [];

        public List<string> Keys { get; } = [];

        public int Instances => Tasks.Distinct(ReferenceEqualityComparer.Instance).Count();

        public List<object> Tasks { get; } = [];
    }

    internal class Numbers(Ledger ledger) : ListTask<int>
    {
        [Range(0, 1000)]
        public int Count { get; set; }

        public override IReadOnlyList<int> Collection() => [.. Enumerable.Range(0, Count)];

        public override void Process(int item)
        {
            ledger.Tasks.Add(this);
            ledger.Items.Add(item);
        }
    }

    [OutsideEffects]
    internal sealed class OutsideNumbers(Ledger ledger) : Numbers(ledger);

    internal sealed class Talkative : ListTask<int>
    {
        public override IReadOnlyList<int> Collection() => [0, 1, 2, 3];

        public override void Process(int item)
        {
            Run.Note($"seen {item}");
            if (item == 1) Run.Skip("no title");
            if (item == 2) throw new InvalidOperationException("broken");
        }
    }

    internal sealed class Limited(Ledger ledger) : ListTask<int>
    {
        public override IReadOnlyList<int> Collection() => [0, 1, 2];

        public override void Process(int item)
        {
            if (item == 1 && ledger.Keys.Count == 0)
            {
                ledger.Keys.Add("held once");
                throw Run.Hold(TimeSpan.FromHours(3), "the CRM answered 429");
            }

            ledger.Items.Add(item);
        }
    }

    internal sealed class HeldForEver : ListTask<int>
    {
        public override IReadOnlyList<int> Collection() => [0];

        public override void Process(int item) => throw Run.Hold(TimeSpan.FromMinutes(1), "no budget left");
    }

    internal abstract class Crm : IDisposable
    {
        public void Dispose()
        {
        }
    }

    internal interface ICrm;

    internal sealed class CrmStub : Crm, ICrm;

    internal sealed class NeedsServices(Crm crm, ICrm port, Ledger ledger) : OneOffTask
    {
        public override void Process()
        {
            ledger.Items.Add(1);
            Run.Note($"{crm.GetType().Name} {port.GetType().Name}");
        }
    }

    internal sealed class Keyed(Ledger ledger) : ListTask<int>
    {
        public override IReadOnlyList<int> Collection() => [1, 2];

        public override void Process(int item)
        {
            ledger.Keys.Add(Run.IdempotencyKey(item));
            Run.Note($"{Run.StartedBy} {Run.Metadata["ticket"]}");
        }
    }
}
