using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Stops the start when the context's model lacks our tables. Builds the model, touches no database.</summary>
internal sealed class ModelCheck<TContext>(IServiceScopeFactory scopes, ILogger<ModelCheck<TContext>> logger) : IStartCheck
    where TContext : DbContext
{
    public void Check()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<TaskContext<TContext>>().Value;
        if (DatabaseKinds.Of(db) == DatabaseKind.SqlServer)
        {
            logger.LogWarning("SQL Server is not run by the authors of MaintenanceTasks: its statements are reviewed, and `./test --sqlserver` of the repository runs the suites on a server of yours.");
        }

        if (db.Model.FindEntityType(typeof(RunRow)) is not null) return;
        throw new TaskNotUsableException(
            $"The model of {typeof(TContext).Name} lacks the tables of maintenance tasks. "
            + $"Call modelBuilder.AddMaintenanceTasks() in {typeof(TContext).Name}.OnModelCreating and add a migration.");
    }
}
