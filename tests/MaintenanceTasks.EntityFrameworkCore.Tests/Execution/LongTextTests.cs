using System.Runtime.CompilerServices;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Texts of any length are kept, and none makes a write fail.</summary>
public sealed class LongTextTests
{
    [Theory, ClassData(typeof(Databases))]
    [Ancestor("C066", "C067")]
    [Avoids("Q41")]
    public async Task A_long_error_is_kept_whole_and_the_name_of_its_type_is_cut(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);

        var run = await engine.Runner.StartAsync<FailsAtLength>();
        var errored = await engine.WorkToTheEndAsync(run.Id);

        var type = typeof(LongNamedException<int, int, int, int, int, int>).FullName!;
        Assert.True(type.Length > 500, $"The name has {type.Length} characters.");
        Assert.Equal((RunStatus.Errored, type[..500]), (errored.Status, errored.Error!.Type));
        Assert.EndsWith(FailsAtLength.Message, errored.Error.Message, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Databases))]
    [Avoids("Q41")]
    public async Task A_long_cursor_is_kept_whole(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);

        var run = await engine.Runner.StartAsync<WalksFarAlong>();
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Succeeded, 2L), (ended.Status, ended.Ticks));
        Assert.Equal($"\"{WalksFarAlong.Far}2\"", (await engine.Runner.FindAsync(run.Id))!.Partitions[0].Cursor);
    }
}

public sealed class LongNamedException<T1, T2, T3, T4, T5, T6>(string message) : Exception(message);

public sealed class FailsAtLength : OneOffTask<ShopContext>
{
    public static readonly string Message = new('m', 200_000);

    public override void Process() => throw new LongNamedException<int, int, int, int, int, int>(Message);
}

public sealed class WalksFarAlong : SourceTask<ShopContext, int, string>
{
    public static readonly string Far = new('c', 50_000);

    public override async IAsyncEnumerable<(int Item, string After)> Collection(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        yield return (1, Far + "1");
        yield return (2, Far + "2");
    }

    public override void Process(int item)
    {
    }
}
