using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>What a context of a real application has that a tidy one has not, one thing at a time.</summary>
public sealed record HostileContext(string Name)
{
    public const int Tenant = 7;

    /// <summary>A context without any of it.</summary>
    public static HostileContext None { get; } = new("");

    public static IReadOnlyList<HostileContext> All { get; } =
    [
        new("no tracking") { Options = (_, _, options) => options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking) },
        new("global filter") { Model = HostileModels.FilterByTenant, Saving = HostileModels.StampTenant },
        new("short strings")
        {
            Conventions = conventions => conventions.Properties<string>().HaveMaxLength(50).HaveColumnType("varchar(50)").AreUnicode(false),
        },
        new("snake case") { Model = HostileModels.ToSnakeCase },
        new("default schema") { Model = model => model.HasDefaultSchema("shop") },
        new("converters")
        {
            Conventions = conventions =>
            {
                conventions.Properties<DateTime>().HaveConversion<DateTimeToTicksConverter>();
                conventions.Properties<DateTime?>().HaveConversion<DateTimeToTicksConverter>();
                conventions.Properties<Enum>().HaveConversion<string>();
                conventions.Properties<Guid>().HaveConversion<string>();
                conventions.Properties<bool>().HaveConversion<int>();
            },
        },
        new("current user") { Saving = db => db.Stamp = CurrentUser.Of(db).Name },
        new("auditing") { Options = (_, services, options) => options.AddInterceptors(services.GetRequiredService<AuditInterceptor>()) },
        new("pool") { Registration = ContextRegistration.Pool },
        new("factory only") { Registration = ContextRegistration.FactoryOnly },
        new("retries") { Options = (database, _, options) => database.UseRetries(options) },
        new("lazy loading") { Options = (_, _, options) => options.UseLazyLoadingProxies() },
        new("compiled model") { Options = (database, _, options) => options.UseModel(CompiledModels.Of(database)) },
    ];

    public Action<ModelConfigurationBuilder>? Conventions { get; init; }

    /// <summary>Comes last, so that it reaches our tables.</summary>
    public Action<ModelBuilder>? Model { get; init; }

    public Action<TestDatabase, IServiceProvider, DbContextOptionsBuilder>? Options { get; init; }

    /// <summary>What an override of SaveChanges does first.</summary>
    public Action<ShopContext>? Saving { get; init; }

    public ContextRegistration Registration { get; init; }

    public static HostileContext Named(string name) => All.Single(context => context.Name == name);
}
