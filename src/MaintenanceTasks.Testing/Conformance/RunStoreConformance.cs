namespace MaintenanceTasks.Testing;

/// <summary>
/// What every <see cref="IRunStore"/> has to do, as cases to run one by one. Free of test frameworks; with xunit:
/// <code>
/// public static TheoryData&lt;string&gt; Cases => [.. RunStoreConformance.Cases];
///
/// [Theory, MemberData(nameof(Cases))]
/// public async Task The_store_keeps_its_contract(string name) => await RunStoreConformance.RunAsync(name, await EmptyStoreAsync());
/// </code>
/// </summary>
public static class RunStoreConformance
{
    private static readonly ConformanceCases<StoreBench> Suite = new(
        typeof(CreationCases), typeof(ReadingCases), typeof(ClaimCases), typeof(LeaseEndCases), typeof(SplitCases), typeof(ScopeCases), typeof(CheckpointCases),
        typeof(RequestCases), typeof(EventCases), typeof(SampleCases), typeof(ChangeCases), typeof(NodeCases), typeof(RaceCases),
        typeof(RetentionCases));

    /// <summary>The names of the cases: sentences about a store.</summary>
    public static IReadOnlyList<string> Cases => Suite.Names;

    /// <summary>Runs one case.</summary>
    /// <param name="name">One of <see cref="Cases"/>.</param>
    /// <param name="store">A store without runs, for this case alone.</param>
    /// <exception cref="ConformanceException">The store does not do what the case says.</exception>
    /// <exception cref="ArgumentException">There is no such case.</exception>
    public static Task RunAsync(string name, IRunStore store) => Suite.RunAsync(name, new StoreBench(store));
}
