using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MaintenanceTasks.Tests.Execution;
using MaintenanceTasks.Tests.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Parameters;

/// <summary>Parameters that may have certain values only.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Tasks are made by the engine.")]
public sealed class ChoicesTests
{
    private readonly Regions _regions = new() { Names = { "north", "south" } };

    [Theory]
    [InlineData(nameof(Offering.FromService), "north North", "south South")]
    [InlineData(nameof(Offering.Plain), "1 1", "2 2")]
    [InlineData(nameof(Offering.Awaited), "3 three")]
    [InlineData(nameof(Offering.Streamed), "2026-01-01 2026-01-01", "2026-07-01 2026-07-01")]
    [InlineData(nameof(Offering.MaybeSo), "true true")]
    [InlineData(nameof(Offering.Fixed), "a a", "b b")]
    [InlineData(nameof(Offering.Wide), "1 1", "10 10")]
    [Ancestor("C209", Better = "services of the application are at hand, choices may be awaited, and have labels")]
    public async Task Choices_come_from_a_list_or_from_a_method_with_services_and_in_any_kind_of_sequence(string parameter, params string[] expected)
    {
        await using var bench = Bench();
        var choices = await bench.Runner.ChoicesOfAsync("Offering");
        Assert.Equal(expected, choices[parameter].Select(choice => $"{choice.Value} {choice.Label}"));
    }

    [Fact, Ancestor("C210")]
    public async Task A_range_is_no_choice()
    {
        await using var bench = Bench();
        Assert.DoesNotContain(nameof(Offering.Ranged), (await bench.Runner.ChoicesOfAsync("Offering")).Keys);
    }

    [Theory]
    [InlineData("FromService", "west", "expected one of north, south, found 'west'.")]
    [InlineData("Plain", "7", "expected one of 1, 2, found '7'.")]
    [InlineData("Fixed", "c", "expected one of a, b, found 'c'.")]
    [InlineData("Worded", "3", "Take one or two.")]
    public async Task A_value_outside_is_refused_naming_those_there_are(string parameter, string value, string error)
    {
        await using var bench = Bench();
        var refusal = await Assert.ThrowsAsync<InvalidArgumentsException>(() => bench.Runner.StartAsync("Offering", With(parameter, value)));
        Assert.Equal(error, Assert.Single(refusal.Errors).Value);
        Assert.Empty(await bench.Runner.ListAsync());
    }

    [Fact]
    public async Task A_value_inside_is_taken_however_it_is_written()
    {
        await using var bench = Bench();
        Assert.Equal("+2", (await bench.Runner.StartAsync("Offering", With("Plain", "+2"))).Arguments["Plain"]);
    }

    [Fact]
    public async Task Choices_are_asked_for_at_each_start_and_not_by_the_slices()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync("Offering", With("FromService", "south"));
        _regions.Names.Remove("south");
        await Assert.ThrowsAsync<InvalidArgumentsException>(() => bench.Runner.StartAsync("Offering", With("FromService", "south")));
        await bench.PerformSliceAsync();
        Assert.Equal(RunStatus.Succeeded, (await bench.RunAsync(run.Id)).Status);
    }

    [Fact]
    public async Task A_long_list_is_named_in_part()
    {
        _regions.Names.Clear();
        _regions.Names.AddRange(Enumerable.Range(1, 120).Select(number => $"r{number}"));
        await using var bench = Bench();
        var refusal = await Assert.ThrowsAsync<InvalidArgumentsException>(() => bench.Runner.StartAsync("Offering", With("FromService", "west")));
        Assert.Contains("r19, r20, … (120 in all), found 'west'.", refusal.Message);
        Assert.DoesNotContain("r21", refusal.Message);
    }

    [Fact]
    public async Task Choices_that_cannot_be_computed_say_which_and_why()
    {
        _regions.Failure = new InvalidOperationException("no connection");
        await using var bench = Bench();
        var refusal = await Assert.ThrowsAsync<TaskNotUsableException>(() => bench.Runner.ChoicesOfAsync("Offering"));
        Assert.Equal("The choices of Offering.FromService could not be computed: no connection", refusal.Message);
        await Assert.ThrowsAsync<TaskNotUsableException>(() => bench.Runner.StartAsync("Offering", With("FromService", "north")));
    }

    [Fact]
    public async Task Choices_that_do_not_come_are_not_waited_for()
    {
        var time = new FakeTimeProvider();
        await using var bench = new WorkBench(time: time, tasks: tasks => tasks.AddTask<Silent>());
        var asking = bench.Runner.ChoicesOfAsync("Silent");
        Assert.False(asking.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(10));
        var refusal = await Assert.ThrowsAsync<TaskNotUsableException>(() => asking);
        Assert.Equal("The choices of Silent.Value could not be computed: no answer in 10 s", refusal.Message);
    }

    [Fact]
    public async Task A_service_that_is_missing_is_named()
    {
        await using var bench = new WorkBench(tasks: tasks => tasks.AddTask<Offering>());
        var refusal = await Assert.ThrowsAsync<TaskNotUsableException>(() => bench.Runner.ChoicesOfAsync("Offering"));
        Assert.Equal("The choices of Offering.FromService could not be computed: there is no service for the parameter Regions regions.", refusal.Message);
    }

    [Fact]
    public async Task A_value_that_is_not_given_need_not_be_among_them_where_null_is_allowed()
    {
        await using var bench = Bench();
        Assert.Equal(RunStatus.Enqueued, (await bench.Runner.StartAsync("Offering")).Status);
    }

    [Theory]
    [InlineData(typeof(NoMethod), "expected a static method of NoMethod that takes services and a CancellationToken and returns IEnumerable<Int32> or IEnumerable<(Int32, string)>, or a Task of one; found no such method.")]
    [InlineData(typeof(OfInstance), "found an instance method.")]
    [InlineData(typeof(OfOtherType), "found a method that returns IEnumerable<String>.")]
    [InlineData(typeof(Generic), "found a generic method.")]
    [InlineData(typeof(Several), "found 2 methods of that name.")]
    [InlineData(typeof(Both), "has both [Choices] and [AllowedValues].")]
    [InlineData(typeof(Misfit), "allows the value 'many', which does not fit its type. Expected a whole number from")]
    public void A_wrong_declaration_stops_the_start(Type task, string message)
    {
        var refusal = Assert.Throws<TaskNotUsableException>(() => new TaskCatalog([task]));
        Assert.Contains(message, refusal.Message);
    }

    private static Dictionary<string, string?> With(string parameter, string value) => new() { [parameter] = value };

    private WorkBench Bench() => new(add: services => services.AddSingleton(_regions), tasks: tasks => tasks.AddTask<Offering>());

    private sealed class Regions
    {
        public List<string> Names { get; } = [];

        public Exception? Failure { get; set; }
    }

    private abstract class OfferingBase : Doing
    {
        private protected static IEnumerable<(string Region, string Label)> RegionsOf(Regions regions) => regions.Failure is { } failure
            ? throw failure
            : regions.Names.Select(name => (name, char.ToUpperInvariant(name[0]) + name[1..]));
    }

    [AllowConcurrentRuns]
    private sealed class Offering : OfferingBase
    {
        [Choices(nameof(RegionsOf))]
        public string? FromService { get; set; }

        [Choices(nameof(Numbers))]
        public int? Plain { get; set; }

        [Choices(nameof(NumbersAsync))]
        public long? Awaited { get; set; }

        [Choices(nameof(DaysAsync))]
        public DateOnly? Streamed { get; set; }

        [Choices(nameof(OnlyTrue))]
        public bool? MaybeSo { get; set; }

        [AllowedValues("a", "b", null)]
        public string? Fixed { get; set; }

        [AllowedValues(1, "10")]
        public long? Wide { get; set; }

        [AllowedValues(1, 2, ErrorMessage = "Take one or two.")]
        public int Worded { get; set; } = 1;

        [Range(1, int.MaxValue)]
        public int Ranged { get; set; } = 1;

        private static int[] Numbers() => [1, 2];

        private static ValueTask<IReadOnlyList<(long, string)>> NumbersAsync(CancellationToken cancellationToken) =>
            new([(3, cancellationToken.CanBeCanceled ? "three" : "without a token")]);

        private static async IAsyncEnumerable<DateOnly> DaysAsync(IServiceProvider services, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.Zero, cancellationToken);
            if (services.GetRequiredService<Regions>() is not null) yield return new DateOnly(2026, 1, 1);
            yield return new DateOnly(2026, 7, 1);
        }

        private static IEnumerable<bool?> OnlyTrue() => [true];
    }

    private sealed class Silent : Doing
    {
        [Choices(nameof(NeverAsync))]
        public int? Value { get; set; }

        private static async Task<int[]> NeverAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return [];
        }
    }

    private sealed class NoMethod : Doing
    {
        [Choices("Missing")]
        public int Value { get; set; }
    }

    private sealed class OfInstance : Doing
    {
        [Choices(nameof(Values))]
        public int Value { get; set; }

        private int[] Values() => [Value];
    }

    private sealed class OfOtherType : Doing
    {
        [Choices(nameof(Values))]
        public int Value { get; set; }

        private static IEnumerable<string> Values() => [];
    }

    private sealed class Generic : Doing
    {
        [Choices(nameof(Values))]
        public int Value { get; set; }

        private static IEnumerable<int> Values<T>() => [];
    }

    private sealed class Several : Doing
    {
        [Choices(nameof(Values))]
        public int Value { get; set; }

        private static IEnumerable<int> Values() => [];

        private static IEnumerable<int> Values(Regions regions) => [regions.Names.Count];
    }

    private sealed class Both : Doing
    {
        [AllowedValues(1), Choices(nameof(Values))]
        public int Value { get; set; }

        private static IEnumerable<int> Values() => [];
    }

    private sealed class Misfit : Doing
    {
        [AllowedValues("many")]
        public int Value { get; set; }
    }
}
