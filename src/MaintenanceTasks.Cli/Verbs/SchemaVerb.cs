using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Cli;

/// <summary><c>schema</c>: the tables of the store, for teams that do not use its migrations.</summary>
internal static class SchemaVerb
{
    public static Command Create(VerbContext context)
    {
        var sql = new Option<bool>("--sql") { Description = "As SQL: the default, and the only form there is." };
        var verb = new Command("schema", "Print the SQL that creates the tables of the store. Touches no database.") { sql };
        verb.SetAction(_ =>
        {
            using var scope = context.Services.CreateScope();
            if (scope.ServiceProvider.GetService<IStoreSchema>() is not { } schema)
            {
                context.Terminal.Remark(
                    $"Expected a store with tables, found {scope.ServiceProvider.GetRequiredService<IRunStore>().GetType().Name}, which cannot "
                    + "write its schema down. The Entity Framework Core store can: .UseEntityFrameworkCore<YourContext>().");
                return ExitCode.Failed;
            }

            context.Terminal.Out.WriteLine(schema.CreateScript().TrimEnd());
            return ExitCode.Succeeded;
        });
        return verb;
    }
}
