using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Tests.Testing;

public sealed class RunQueueTests
{
    public static TheoryData<string> Cases => [.. RunQueueConformance.Cases];

    [Theory, MemberData(nameof(Cases))]
    public Task The_built_in_queue_keeps_the_contract(string name) => RunQueueConformance.RunAsync(name, _ => { });
}
