using MaintenanceTasks.Tests.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Scopes;

/// <summary>Tasks that walk their collection once in each tenant or shard.</summary>
public sealed class ScopeTests
{
    [Fact]
    public async Task Each_scope_has_services_of_its_own_prepared_before_the_task_is_made()
    {
        await using var bench = Bench(out var log, ["north", "south"]);

        var run = await RunAsync<Greet>(bench, RunStatus.Succeeded);

        Assert.Equal(["north: 0", "north: 1", "south: 0", "south: 1"], log.Entries.Order());
        Assert.Equal(4, run.Ticks);
        await Wait.UntilAsync(async () => (await bench.RunAsync(run.Id)).Total == 4, "the total of all scopes");
        Assert.Equal("north, south", string.Join(", ", (await bench.Runner.FindAsync(run.Id))!.Partitions.Select(partition => partition.Scope)));
    }

    [Fact]
    public async Task An_error_stops_the_run_and_names_scope_and_item()
    {
        await using var bench = Bench(out var log, ["north", "broken", "south"]);

        var run = await RunAsync<Greet>(bench, RunStatus.Errored);

        Assert.Equal("Scope broken, item 1: no such place", run.Error!.Message);
        Assert.DoesNotContain(log.Entries, entry => entry.StartsWith("south", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_it_goes_on_with_the_others_they_are_done_and_the_failed_ones_are_named_at_the_end()
    {
        await using var bench = Bench(out var log, ["broken", "north", "broken too", "south"]);

        var run = await RunAsync<GreetAll>(bench, RunStatus.Errored);

        Assert.StartsWith("2 of 4 partitions failed, the others are done: broken (Scope broken, item 1: no such place); broken too (", run.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(2, log.Entries.Count(entry => entry.StartsWith("south", StringComparison.Ordinal)));
        var given = (await bench.Runner.EventsAsync(run.Id)).Where(happened => happened.Kind == RunEventKind.GivenUp).ToArray();
        Assert.Equal([0, 2], given.Select(happened => happened.Partition!.Value));
    }

    [Theory]
    [InlineData("is listed once, found 'twice' 2 times", "twice", "twice")]
    [InlineData("has a name of 1 to 200 characters, found ''", "")]
    public async Task A_list_that_cannot_be_ends_the_run_with_what_is_wrong(string message, params string[] names)
    {
        await using var bench = Bench(out var _, names);

        var run = await RunAsync<Greet>(bench, RunStatus.Errored);

        Assert.Contains(message, run.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_scope_and_no_item_is_said_loudly()
    {
        await using var bench = Bench(out var _, []);

        var run = await RunAsync<Greet>(bench, RunStatus.Succeeded);

        Assert.True(run.FoundNothing);
        Assert.Contains((await bench.Runner.EventsAsync(run.Id)), happened =>
            happened.To == RunStatus.Succeeded && happened.Text!.StartsWith("finished without a single item", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_of_an_item_is_another_one_in_another_scope()
    {
        await using var bench = Bench(out var log, ["north", "south"]);

        await RunAsync<TellKeys>(bench, RunStatus.Succeeded);

        Assert.Equal(2, log.Entries.Distinct().Count());
    }

    private static WorkBench Bench(out Log log, IReadOnlyList<string> names)
    {
        var made = log = new Log();
        var bench = new WorkBench(
            add: services => services.AddSingleton(made).AddSingleton(new Names(names)).AddScoped<Place>(),
            tasks: tasks => tasks.AddTask<Greet>().AddTask<GreetAll>().AddTask<TellKeys>());
        bench.StartWorker();
        return bench;
    }

    private static async Task<Run> RunAsync<TTask>(WorkBench bench, RunStatus status)
        where TTask : MaintenanceTask
    {
        var run = await bench.Runner.StartAsync<TTask>();
        return await bench.UntilAsync(run.Id, status);
    }

    public sealed class Log
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _entries = new();

        public IReadOnlyCollection<string> Entries => _entries;

        public void Add(string entry) => _entries.Enqueue(entry);
    }

    public sealed class Place
    {
        public string? Name { get; set; }
    }

    public sealed record Names(IReadOnlyList<string> All);

    public sealed class Places(Names names) : ITaskScopes
    {
        public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(names.All);

        public Task EnterAsync(string scope, IServiceProvider services, CancellationToken cancellationToken)
        {
            services.GetRequiredService<Place>().Name = scope;
            return Task.CompletedTask;
        }
    }

    public abstract class Greeting(Place place, Log log) : ListTask<int>
    {
        // By the constructor, as a context would be made with it.
        private readonly string? _where = place.Name;

        public override IReadOnlyList<int> Collection() => [0, 1];

        public override void Process(int item)
        {
            if (item == 1 && _where!.StartsWith("broken", StringComparison.Ordinal)) throw new InvalidOperationException("no such place");
            log.Add($"{_where}: {item}");
        }
    }

    [Scopes<Places>]
    public sealed class Greet(Place place, Log log) : Greeting(place, log);

    [Scopes<Places>(GoOnWithOthers = true)]
    public sealed class GreetAll(Place place, Log log) : Greeting(place, log);

    [Scopes<Places>]
    public sealed class TellKeys(Log log) : ListTask<int>
    {
        public override IReadOnlyList<int> Collection() => [7];

        public override void Process(int item) => log.Add(Run.IdempotencyKey(item));
    }
}
