using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>One run over several tenants with databases of their own.</summary>
public sealed class TenantTests
{
    private const int Rows = 120;
    private static readonly string[] Names = ["a", "b", "c", "d"];

    [Theory, ClassData(typeof(Databases))]
    public async Task Each_row_of_each_tenant_is_changed_once_in_its_own_database(string kind)
    {
        await using var places = await PlacesAsync(kind);
        await using var engine = await EngineAsync(places);

        var ended = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RemindTenants>(options: new StartOptions { Parallelism = 2 })).Id);

        var partitions = (await engine.Runner.FindAsync(ended.Id))!.Partitions;
        Assert.Equal((RunStatus.Succeeded, DeliveryMode.ProgressRow, (long)Rows * Names.Length), (ended.Status, ended.Delivery, ended.Ticks));
        Assert.Equal(Names, partitions.Select(partition => partition.Scope));
        Assert.All(partitions, partition => Assert.Equal((long)Rows, partition.Ticks));
        Assert.Equal((long)Rows * Names.Length, ended.Total);
        foreach (var name in Names) Assert.All(await places.RemindersAsync(name), reminders => Assert.Equal(1, reminders));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_broken_tenant_is_named_the_others_are_done_and_resume_goes_on_with_it_alone(string kind)
    {
        await using var places = await PlacesAsync(kind);
        await places.ExecuteAsync("b", "ALTER TABLE \"Invoices\" RENAME TO \"Away\"");
        await using var engine = await EngineAsync(places);

        var run = await engine.Runner.StartAsync<RemindTenants>();
        var errored = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Errored, (long)Rows * 3), (errored.Status, errored.Ticks));
        Assert.StartsWith("1 of 4 partitions failed, the others are done: b (Scope b: ", errored.Error!.Message, StringComparison.Ordinal);
        Assert.Contains(await engine.Runner.EventsAsync(run.Id), happened => happened.Kind == RunEventKind.GivenUp && happened.Text!.StartsWith("Scope b", StringComparison.Ordinal));

        await places.ExecuteAsync("b", "ALTER TABLE \"Away\" RENAME TO \"Invoices\"");
        await engine.Runner.ResumeAsync(run.Id);
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Succeeded, (long)Rows * 4), (ended.Status, ended.Ticks));
        foreach (var name in Names) Assert.All(await places.RemindersAsync(name), reminders => Assert.Equal(1, reminders));
    }

    private static async Task<Places> PlacesAsync(string kind)
    {
        var places = new Places(await TestDatabase.CreateAsync(kind), kind);
        foreach (var name in Names) await places.AddAsync(name, Rows);
        return places;
    }

    private static Task<Engine> EngineAsync(Places places) => Engine.CreateAsync(
        places.Runs, options => options.MaxPageSize = 50, ties: ties => ties.KeepsProgressIn<BillingContext>(), services: services =>
        {
            services.AddSingleton(new BillingTables(KeepsProgress: true)).AddSingleton(places);
            services.AddDbContext<BillingContext>((provider, options) => places.Configure(
                options, provider.GetRequiredService<ICurrentRun>().Scope ?? throw new InvalidOperationException("There is no tenant here.")));
        });

    /// <summary>The database of the runs, and one for each tenant.</summary>
    public sealed class Places(TestDatabase runs, string kind) : ITaskScopes, IAsyncDisposable
    {
        private readonly Dictionary<string, TestDatabase> _tenants = [];

        public TestDatabase Runs => runs;

        public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([.. _tenants.Keys.Order()]);

        public void Configure(DbContextOptionsBuilder options, string tenant) => _tenants[tenant].Configure(options);

        public async Task AddAsync(string tenant, int rows)
        {
            _tenants[tenant] = await TestDatabase.CreateAsync(kind);
            await using var db = Context(tenant);
            await db.Database.EnsureCreatedAsync();
            db.Invoices.AddRange(Enumerable.Range(1, rows).Select(id => new Invoice { Id = id }));
            await db.SaveChangesAsync();
        }

        public async Task<List<int>> RemindersAsync(string tenant)
        {
            await using var db = Context(tenant);
            return await db.Invoices.Select(invoice => invoice.Reminders).ToListAsync();
        }

        public async Task ExecuteAsync(string tenant, string sql)
        {
            await using var db = Context(tenant);
            await db.Database.ExecuteSqlRawAsync(sql);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var tenant in _tenants.Values) await tenant.DisposeAsync();
            await runs.DisposeAsync();
        }

        private BillingContext Context(string tenant)
        {
            var options = new DbContextOptionsBuilder<BillingContext>();
            Configure(options, tenant);
            return new BillingContext(options.Options, new BillingTables(KeepsProgress: true));
        }
    }
}

[Scopes<TenantTests.Places>(GoOnWithOthers = true)]
public sealed class RemindTenants : EntityTask<BillingContext, Invoice>
{
    public override IQueryable<Invoice> Collection(BillingContext db) => db.Invoices;

    public override void Process(Invoice invoice) => invoice.Reminders++;
}
