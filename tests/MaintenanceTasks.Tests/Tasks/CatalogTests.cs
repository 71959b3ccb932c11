using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Tasks;

public sealed class CatalogTests
{
    [Fact, Ancestor("C159")]
    public void Tasks_are_found_by_their_names()
    {
        var catalog = new TaskCatalog([typeof(Second), typeof(First)]);
        Assert.Equal(["First", "backfill.second"], catalog.Tasks.Select(task => task.Name));
        Assert.Equal(typeof(Second), catalog.Get("backfill.second").Type);
        Assert.Null(catalog.Find("Second"));
        Assert.Equal("Sets things right.", catalog.Get("First").Description);
    }

    [Fact, Ancestor("C160")]
    public void An_unknown_task_is_refused_with_those_there_are()
    {
        var refusal = Assert.Throws<TaskNotFoundException>(() => new TaskCatalog([typeof(Second), typeof(First)]).Get("first"));
        Assert.Equal("There is no task 'first'. There are: First, backfill.second.", refusal.Message);
        Assert.Contains("AddTasksFromAssemblyContaining", Assert.Throws<TaskNotFoundException>(() => new TaskCatalog([]).Get("x")).Message);
    }

    [Fact]
    public void A_type_that_is_not_registered_is_refused_by_name() => Assert.Contains(
        "AddTask<First>()", Assert.Throws<TaskNotUsableException>(() => new TaskCatalog([typeof(Second)]).Get(typeof(First))).Message);

    [Fact]
    public void Two_tasks_of_one_name_are_refused_naming_both()
    {
        var refusal = Assert.Throws<TaskNotUsableException>(() => new TaskCatalog([typeof(First), typeof(Other.First)]));
        Assert.Contains(typeof(First).FullName!, refusal.Message);
        Assert.Contains(typeof(Other.First).FullName!, refusal.Message);
        Assert.Contains("[TaskName(", refusal.Message);
    }

    [Fact]
    public void A_task_registered_twice_is_one_task() => Assert.Single(new TaskCatalog([typeof(First), typeof(First)]).Tasks);

    [Theory, Ancestor("C173", Better = "a missing collection does not compile, a missing Process stops the start")]
    [InlineData(typeof(Idle))]
    [InlineData(typeof(IdleList))]
    [InlineData(typeof(OtherSignature))]
    [Ancestor("C128", "C167", "C295", "C296", Better = "refused when the application starts, not when a run reaches it")]
    public void A_task_that_processes_nothing_is_refused(Type type)
    {
        var refusal = Assert.Throws<TaskNotUsableException>(() => new TaskCatalog([type]));
        Assert.Contains("overrides neither Process nor ProcessAsync", refusal.Message);
        Assert.Contains(type.Name, refusal.Message);
    }

    [Theory]
    [InlineData(typeof(Inherited))]
    [InlineData(typeof(Asynchronous))]
    [Ancestor("C294", Better = "the compiler checks the signature")]
    public void A_task_may_process_in_a_base_class_or_asynchronously(Type type) => Assert.Single(new TaskCatalog([type]).Tasks);

    [Fact]
    public void A_name_of_no_or_too_many_characters_is_refused()
    {
        Assert.Contains("has 0 characters", Assert.Throws<TaskNotUsableException>(() => new TaskCatalog([typeof(Nameless)])).Message);
        Assert.Contains("has 201 characters", Assert.Throws<TaskNotUsableException>(() => new TaskCatalog([typeof(Endless)])).Message);
    }

    [Fact, Avoids("Q33")]
    public void Registering_an_assembly_leaves_abstract_and_generic_classes_out()
    {
        var services = new ServiceCollection();
        services.AddMaintenanceTasks().AddTasksFromAssembly(new Types(typeof(First), typeof(AbstractBase), typeof(Generic<>), typeof(string), typeof(Inherited)));
        Assert.Equal(["First", "Inherited"], services.BuildServiceProvider().GetRequiredService<TaskCatalog>().Names.Order());
    }

    [Fact, Ancestor("C157")]
    public void Tasks_of_any_namespace_and_kind_are_registered_by_their_own_names()
    {
        var services = new ServiceCollection();
        services.AddMaintenanceTasks().AddTasksFromAssembly(new Types(typeof(First), typeof(Nested.Deep.Cleaning), typeof(Listing), typeof(Asynchronous)));
        var catalog = services.BuildServiceProvider().GetRequiredService<TaskCatalog>();
        Assert.Equal(["Asynchronous", "Cleaning", "First", "Listing"], catalog.Tasks.Select(task => task.Name));
        Assert.Equal("MaintenanceTasks.Tests.Tasks.Nested.Deep", catalog.Get("Cleaning").Namespace);
    }

    [Fact, Ancestor("C161")]
    [Survives("S18")]
    public void A_name_of_a_class_that_is_no_task_is_not_found()
    {
        var services = new ServiceCollection();
        services.AddMaintenanceTasks().AddTasksFromAssembly(new Types(typeof(First), typeof(CatalogTests)));
        var refusal = Assert.Throws<TaskNotFoundException>(() => services.BuildServiceProvider().GetRequiredService<TaskCatalog>().Get(nameof(CatalogTests)));
        Assert.Equal(nameof(CatalogTests), refusal.Name);
    }

    [Fact]
    public void Attributes_say_how_a_task_works()
    {
        var task = new TaskDescriptor(typeof(Marked));
        Assert.True(task.HasOutsideEffects && task.AllowsConcurrentRuns && task.RunsInTransaction);
        var plain = new TaskDescriptor(typeof(First));
        Assert.False(plain.HasOutsideEffects || plain.AllowsConcurrentRuns || plain.RunsInTransaction);
    }

    [Description("Sets things right.")]
    private sealed class First : Doing;

    [TaskName("backfill.second")]
    private sealed class Second : Doing;

    private static class Other
    {
        internal sealed class First : Doing;
    }

    private sealed class Idle : OneOffTask;

    private sealed class IdleList : ListTask<int>
    {
        public override IReadOnlyList<int> Collection() => [];
    }

    private sealed class OtherSignature : ListTask<int>
    {
        public override IReadOnlyList<int> Collection() => [];

        public static void Process(string item) => ArgumentNullException.ThrowIfNull(item);
    }

    private abstract class AbstractBase : Doing;

    private sealed class Inherited : AbstractBase;

    private sealed class Listing : ListTask<int>
    {
        public override IReadOnlyList<int> Collection() => [];

        public override void Process(int item) => ArgumentOutOfRangeException.ThrowIfNegative(item);
    }

    private sealed class Generic<T> : Doing;

    private sealed class Asynchronous : OneOffTask
    {
        public override Task ProcessAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    [OutsideEffects, AllowConcurrentRuns, InTransaction]
    private sealed class Marked : Doing;

    [TaskName("")]
    private sealed class Nameless : Doing;

    [TaskName(TwoHundredAndOne)]
    private sealed class Endless : Doing;

    private const string Fifty = "aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaa";
    private const string TwoHundredAndOne = Fifty + Fifty + Fifty + Fifty + "!";

    private sealed class Types(params Type[] types) : System.Reflection.Assembly
    {
        public override Type[] GetTypes() => types;
    }
}
