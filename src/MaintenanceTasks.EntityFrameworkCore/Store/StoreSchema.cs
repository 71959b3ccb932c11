using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Writes the tables down as SQL, in the dialect of the context, for teams that do not use its migrations.</summary>
internal sealed class StoreSchema<TContext>(IServiceScopeFactory scopes) : IStoreSchema
    where TContext : DbContext
{
    public string CreateScript()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<TaskContext<TContext>>().Value;
        var model = db.GetService<IDesignTimeModel>().Model;
        var operations = db.GetService<IMigrationsModelDiffer>().GetDifferences(null, model.GetRelationalModel()).Where(IsOurs).ToArray();
        var commands = db.GetService<IMigrationsSqlGenerator>().Generate(operations, model);
        return string.Join(Environment.NewLine, commands.Select(command => command.CommandText.TrimEnd()));
    }

    private static bool IsOurs(MigrationOperation operation) => operation switch
    {
        CreateTableOperation table => IsOurs(table.Name),
        CreateIndexOperation index => IsOurs(index.Table),
        _ => false,
    };

    private static bool IsOurs(string table) => table.StartsWith("maintenance_task_", StringComparison.Ordinal);
}
