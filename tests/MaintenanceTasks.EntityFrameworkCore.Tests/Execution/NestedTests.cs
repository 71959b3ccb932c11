using MaintenanceTasks.Testing;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Children of parents out of the database: nineteen customers, the n-th with n orders, and one without, each order with two lines.</summary>
public sealed class NestedTests
{
    private const int Orders = 190;

    [Theory, ClassData(typeof(Databases)), Ancestor("C363")]
    public async Task Every_child_is_changed_exactly_once(string kind)
    {
        await using var database = await FilledAsync(kind);
        await using var engine = await Engine.CreateAsync(database);

        var ended = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RaiseOrders>()).Id);

        Assert.Equal((RunStatus.Succeeded, DeliveryMode.Transactional), (ended.Status, ended.Delivery));
        Assert.Equal(((long)Orders, (long)Orders, null), (ended.Ticks, ended.Affected, ended.Total));
        Assert.All(await engine.WithDbAsync(db => db.Set<Order>().ToListAsync()), order => Assert.Equal(1, order.Revision));
    }

    [Theory, ClassData(typeof(Databases)), Ancestor("C364")]
    public async Task A_pause_keeps_the_position_within_the_parent_and_resume_goes_on_there(string kind)
    {
        await using var database = await FilledAsync(kind);
        await using var engine = await Engine.CreateAsync(database);

        var (run, cursor) = await PausedInCustomer15Async(engine);
        await engine.Runner.ResumeAsync(run.Id);
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal("""[{"Id":15},{"Id":1508}]""", cursor);
        Assert.Equal((RunStatus.Succeeded, (long)Orders), (ended.Status, ended.Ticks));
        Assert.All(await engine.WithDbAsync(db => db.Set<Order>().ToListAsync()), order => Assert.Equal(1, order.Revision));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(40, 3)]
    [InlineData(90, 97)]
    [Survives("F5")]
    public async Task A_kill_among_the_children_of_any_parent_repeats_nothing_and_misses_nothing(int killAfter, int interruptAfter)
    {
        await using var database = await FilledAsync("SQLite");
        await using var db = database.NewContext();

        var result = await TaskTest.For<RaiseOrders>(db, new Ledger()).InterruptAfter(items: interruptAfter).KillAfter(items: killAfter).RunAsync();

        Assert.Equal((RunStatus.Succeeded, (long)Orders, 3), (result.Status, result.Ticks, result.Slices));
        await using var fresh = database.NewContext();
        Assert.All(await fresh.Set<Order>().ToListAsync(), order => Assert.Equal(1, order.Revision));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_parent_that_is_gone_at_the_resume_does_not_lend_its_position_to_the_next(string kind)
    {
        await using var database = await FilledAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        var (run, _) = await PausedInCustomer15Async(engine);
        await engine.WithDbAsync(db => db.Set<Customer>().Where(customer => customer.Id == 15).ExecuteDeleteAsync());
        await engine.WithDbAsync(async db =>
        {
            db.Add(new Order { Id = 50, CustomerId = 16 });
            return await db.SaveChangesAsync();
        });

        await engine.Runner.ResumeAsync(run.Id);
        await engine.WorkToTheEndAsync(run.Id);

        var raised = await engine.WithDbAsync(db => db.Set<Order>().Where(order => order.Revision == 1).Select(order => order.Id).ToListAsync());
        Assert.Equal([50, .. Ids().Where(id => id / 100 != 15 || id <= 1508)], raised.Order());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_failing_child_is_named_with_its_parent_and_those_before_it_are_kept(string kind)
    {
        await using var database = await FilledAsync(kind);
        await using var engine = await Engine.CreateAsync(database);

        var errored = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RaiseOrders>(task => task.FailAt = 1003)).Id);

        Assert.Equal((RunStatus.Errored, "10/1003"), (errored.Status, errored.Error?.Item));
        var raised = await engine.WithDbAsync(db => db.Set<Order>().Where(order => order.Revision == 1).Select(order => order.Id).ToListAsync());
        Assert.Equal(Ids().Where(id => id < 1003), raised.Order());
    }

    [Theory, ClassData(typeof(Databases)), Ancestor("C362")]
    public async Task Three_levels_are_walked_across_interruptions(string kind)
    {
        await using var database = await FilledAsync(kind);
        await using var engine = await Engine.CreateAsync(database, options =>
        {
            options.MaxSliceDuration = TimeSpan.FromTicks(1);
            options.MaxPageSize = 30;
        });

        var ended = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RaiseLines>()).Id);

        Assert.Equal((RunStatus.Succeeded, 2L * Orders), (ended.Status, ended.Ticks));
        Assert.All(await engine.WithDbAsync(db => db.Set<OrderLine>().ToListAsync()), line => Assert.Equal(1, line.Revision));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Without_a_context_children_are_read_and_nothing_is_saved(string kind)
    {
        await using var database = await FilledAsync(kind);
        await using var engine = await Engine.CreateAsync(database);

        var ended = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<ReadOrders>()).Id);

        Assert.Equal((RunStatus.Succeeded, DeliveryMode.AtLeastOnce, (long)Orders), (ended.Status, ended.Delivery, ended.Ticks));
        Assert.All(await engine.WithDbAsync(db => db.Set<Order>().ToListAsync()), order => Assert.Equal(0, order.Revision));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Levels_that_cannot_be_walked_are_refused_parents_at_the_start_and_children_when_they_are_opened(string kind)
    {
        await using var database = await FilledAsync(kind);
        await using var engine = await Engine.CreateAsync(database);

        var refusal = await Assert.ThrowsAsync<TaskNotUsableException>(() => engine.Runner.StartAsync<OrderedParents>());
        var errored = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<OrderedChildren>()).Id);

        Assert.Contains("uses OrderBy,", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Errored, errored.Status);
        Assert.Contains("uses OrderByDescending,", errored.Error!.Message, StringComparison.Ordinal);
    }

    private static async Task<(Run Run, string? Cursor)> PausedInCustomer15Async(Engine engine)
    {
        var ledger = (Ledger)engine.Services.GetService(typeof(Ledger))!;
        var run = await engine.Runner.StartAsync<RaiseOrders>();
        ledger.Gate = id => id == 1508 ? engine.Runner.PauseAsync(run.Id) : Task.CompletedTask;
        await engine.WorkUntilAsync(run.Id, state => state.Status == RunStatus.Paused);
        ledger.Gate = _ => Task.CompletedTask;
        return (run, (await engine.Runner.FindAsync(run.Id))!.Partitions[0].Cursor);
    }

    private static IEnumerable<int> Ids() => Enumerable.Range(1, 19).SelectMany(customer => Enumerable.Range(0, customer).Select(order => customer * 100 + order));

    private static async Task<TestDatabase> FilledAsync(string kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await using var db = await database.NewContextAsync();
        db.AddRange(Enumerable.Range(1, 20).Select(id => new Customer { Id = id }));
        db.AddRange(Ids().Select(id => new Order { Id = id, CustomerId = id / 100 }));
        db.AddRange(Ids().SelectMany(id => new[] { new OrderLine { Id = id * 2, OrderId = id }, new OrderLine { Id = id * 2 + 1, OrderId = id } }));
        await db.SaveChangesAsync();
        return database;
    }
}

public sealed class RaiseOrders(Ledger ledger) : NestedTask<ShopContext, Order>
{
    public int FailAt { get; set; }

    public override Level<Order> Collection(ShopContext db) =>
        Entities(db.Set<Customer>()).Each(customer => Entities(db.Set<Order>().Where(order => order.CustomerId == customer.Id)));

    public override async Task ProcessAsync(Order order, CancellationToken cancellationToken)
    {
        await ledger.Gate(order.Id);
        if (order.Id == FailAt) throw new InvalidOperationException($"order {order.Id} is broken");
        order.Revision++;
    }
}

public sealed class RaiseLines : NestedTask<ShopContext, OrderLine>
{
    public override Level<OrderLine> Collection(ShopContext db) =>
        Entities(db.Set<Customer>()).Each(customer => Entities(db.Set<Order>().Where(order => order.CustomerId == customer.Id))
            .Each(order => Entities(db.Set<OrderLine>().Where(line => line.OrderId == order.Id))));

    public override void Process(OrderLine item) => item.Revision++;
}

public sealed class ReadOrders(ShopContext db) : NestedTask<Order>
{
    public override Level<Order> Collection() =>
        db.Set<Customer>().AsLevel().Each(customer => db.Set<Order>().Where(order => order.CustomerId == customer.Id).AsLevel());

    public override void Process(Order item) => item.Revision++;
}

public sealed class OrderedParents : NestedTask<ShopContext, Order>
{
    public override Level<Order> Collection(ShopContext db) =>
        Entities(db.Set<Customer>().OrderBy(customer => customer.Name)).Each(customer => Entities(db.Set<Order>()));

    public override void Process(Order item) => item.Revision++;
}

public sealed class OrderedChildren : NestedTask<ShopContext, Order>
{
    public override Level<Order> Collection(ShopContext db) =>
        Entities(db.Set<Customer>()).Each(customer => Entities(db.Set<Order>().OrderByDescending(order => order.Id)));

    public override void Process(Order item) => item.Revision++;
}
