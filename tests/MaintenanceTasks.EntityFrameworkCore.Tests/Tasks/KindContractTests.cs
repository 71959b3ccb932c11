using System.Reflection;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>What the compiler sees to, for every kind of task.</summary>
public sealed class KindContractTests
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static TheoryData<Type, Type> WithCollection => new()
    {
        { typeof(ListTask<>), typeof(IReadOnlyList<>) },
        { typeof(ListTask<,>), typeof(IReadOnlyList<>) },
        { typeof(SourceTask<,>), typeof(IAsyncEnumerable<>) },
        { typeof(SourceTask<,,>), typeof(IAsyncEnumerable<>) },
        { typeof(NestedTask<>), typeof(Level<>) },
        { typeof(NestedTask<,>), typeof(Level<>) },
        { typeof(EntityTask<>), typeof(IQueryable<>) },
        { typeof(EntityTask<,>), typeof(IQueryable<>) },
        { typeof(BatchTask<>), typeof(IQueryable<>) },
        { typeof(BatchTask<,>), typeof(IQueryable<>) },
    };

    public static TheoryData<Type> Kinds =>
    [
        .. from type in new[] { typeof(MaintenanceTask).Assembly, typeof(EntityTask<,>).Assembly }.SelectMany(assembly => assembly.GetExportedTypes())
           where type.IsAssignableTo(typeof(MaintenanceTask)) && Method(type, "ProcessAsync") is not null
           select type,
    ];

    [Theory, MemberData(nameof(WithCollection))]
    [Ancestor("C127", "C166", Better = "a task without a collection does not compile")]
    [Ancestor("C300", Better = "a collection of another type does not compile")]
    public void A_collection_is_demanded_and_has_one_type(Type kind, Type type)
    {
        var collection = Assert.IsType<MethodInfo>(Method(kind, "Collection"), exactMatch: false);
        Assert.True(collection is { IsPublic: true, IsAbstract: true });
        Assert.Equal(type, collection.ReturnType.GetGenericTypeDefinition());
    }

    [Theory, MemberData(nameof(Kinds))]
    [Ancestor("C298", Better = "what the engine calls is sealed: redefining it does not compile")]
    public void What_the_engine_calls_cannot_be_redefined(Type kind)
    {
        Assert.All(["HandleAsync", "WorkAsync"], name => Assert.True(Method(kind, name) is { } method && (method.IsFinal || method.IsAssembly), $"{kind.Name}.{name}"));
    }

    [Theory]
    [InlineData(typeof(ItemTask<>))]
    [InlineData(typeof(OneOffTask))]
    [Ancestor("C331")]
    public void Processing_an_item_gives_nothing_back(Type kind)
    {
        Assert.Equal(typeof(void), Method(kind, "Process")!.ReturnType);
        Assert.Equal(typeof(Task), Method(kind, "ProcessAsync")!.ReturnType);
    }

    [Fact]
    public void Every_kind_is_looked_at() => Assert.Equal(
        [
            "BatchTask`1", "BatchTask`2", "EntityTask`1", "EntityTask`2", "ListTask`1", "ListTask`2", "NestedTask`1", "NestedTask`2",
            "OneOffTask", "OneOffTask`1", "SourceTask`2", "SourceTask`3",
        ],
        Kinds.Select(kind => kind.Data.Name).Where(name => !name.Contains("ItemTask", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private static MethodInfo? Method(Type type, string name) => type.GetMethods(Members).FirstOrDefault(method => method.Name == name);
}
