using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Tests.Files;

public sealed class InMemoryRunFilesTests
{
    public static TheoryData<string> Cases => [.. RunFilesConformance.Cases];

    [Theory, MemberData(nameof(Cases))]
    public Task The_in_memory_file_store_keeps_the_contract(string name) => RunFilesConformance.RunAsync(name, new InMemoryRunFiles());
}
