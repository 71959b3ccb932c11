using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Tests.Testing;

public sealed class InMemoryRunStoreTests
{
    public static TheoryData<string> Cases => [.. RunStoreConformance.Cases];

    [Theory, MemberData(nameof(Cases))]
    public Task The_in_memory_store_keeps_the_contract(string name) => RunStoreConformance.RunAsync(name, new InMemoryRunStore());

    [Fact]
    public async Task An_unknown_case_is_refused_by_name()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => RunStoreConformance.RunAsync("No_such_case", new InMemoryRunStore()));
        Assert.Contains("'No_such_case'", refusal.Message);
    }

    [Fact]
    public async Task A_forgotten_run_is_gone()
    {
        var store = new InMemoryRunStore();
        var run = (await store.CreateAsync(
            new NewRun { Task = "T", Arguments = new Dictionary<string, string?>(), ParameterHash = "", Token = Guid.NewGuid(), CreatedAt = default, Actor = new(null, null) },
            CancellationToken.None)).Run;
        Assert.True(store.Forget(run.Id));
        Assert.False(store.Forget(run.Id));
        Assert.Null(await store.FindAsync(run.Id, CancellationToken.None));
    }
}
