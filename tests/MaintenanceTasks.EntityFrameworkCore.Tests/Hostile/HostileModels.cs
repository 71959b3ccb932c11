using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Loops over all entities at the end of a model, ours among them.</summary>
internal static partial class HostileModels
{
    private const string Column = "TenantId";

    public static void FilterByTenant(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            entity.AddProperty(Column, typeof(int));
            var row = Expression.Parameter(entity.ClrType);
            var tenant = Expression.Call(typeof(EF), nameof(EF.Property), [typeof(int)], row, Expression.Constant(Column));
            entity.SetQueryFilter(Expression.Lambda(Expression.Equal(tenant, Expression.Constant(HostileContext.Tenant)), row));
        }
    }

    public static void StampTenant(ShopContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.State == EntityState.Added))
        {
            entry.Property(Column).CurrentValue = HostileContext.Tenant;
        }
    }

    public static void ToSnakeCase(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            entity.SetTableName(Snake(entity.GetTableName()!));
            foreach (var property in entity.GetProperties()) property.SetColumnName(Snake(property.GetColumnName()));
            foreach (var key in entity.GetKeys()) key.SetName(Snake(key.GetName()!));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(Snake(index.GetDatabaseName()!));
        }
    }

#pragma warning disable CA1308 // Names of columns are lower case there.
    private static string Snake(string name) => HumpBegins().Replace(name, "$1_$2").ToLowerInvariant();
#pragma warning restore CA1308

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex HumpBegins();
}
