using System.Diagnostics.CodeAnalysis;
using MaintenanceTasks.Tests.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Parameters;

/// <summary>What a task knows of how its run was started.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Tasks are made by the engine.")]
public sealed class RunArgumentTests
{
    private readonly Diary _diary = new();

    [Fact, Ancestor("C138", "C024")]
    public async Task Arguments_and_metadata_are_at_hand_in_collection_items_and_callbacks()
    {
        await using var bench = Bench();
        await bench.Runner.StartAsync<Writing>(
            task => task.Word = "hello", new StartOptions { StartedBy = "ada", Metadata = new Dictionary<string, string> { ["ticket"] = "OPS-7" } });

        await bench.PerformSliceAsync();

        Assert.Equal(
            ["start hello ada OPS-7", "collection hello ada OPS-7", "item hello ada OPS-7", "end hello ada OPS-7"],
            _diary.Lines.Distinct());
    }

    [Fact, Ancestor("C243", Better = "each fact has a name of its own")]
    public async Task Metadata_is_a_set_of_named_facts_or_nothing()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Writing>(task => task.Word = "a", new StartOptions { Metadata = new Dictionary<string, string> { ["note"] = "for the audit" } });
        Assert.Equal("for the audit", (await bench.Runner.FindAsync(run.Id))!.Run.Metadata["note"]);
        Assert.Empty((await bench.Runner.StartAsync<Writing>(task => task.Word = "b")).Metadata);
    }

    private WorkBench Bench() => new(add: services => services.AddSingleton(_diary), tasks: tasks => tasks.AddTask<Writing>());

    private sealed class Diary
    {
        public List<string> Lines { get; } = [];
    }

    private sealed class Writing(Diary diary) : ListTask<int>
    {
        public required string Word { get; set; }

        public override IReadOnlyList<int> Collection()
        {
            Write("collection");
            return [1];
        }

        public override void Process(int item) => Write("item");

        protected internal override Task OnStartedAsync(CancellationToken cancellationToken)
        {
            Write("start");
            return Task.CompletedTask;
        }

        protected internal override Task OnSucceededAsync(CancellationToken cancellationToken)
        {
            Write("end");
            return Task.CompletedTask;
        }

        private void Write(string where)
        {
            // The check at the start calls the collection as well, before there is a run.
            if (Run.Id > 0) diary.Lines.Add($"{where} {Word} {Run.StartedBy} {Run.Metadata["ticket"]}");
        }
    }
}
