namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Every hostile context on SQLite, and those that change tables, columns or commands on PostgreSQL too.</summary>
public sealed class HostileContexts : TheoryData<string>
{
    private static readonly string[] OnTheServerToo = ["short strings", "default schema", "converters"];

    public HostileContexts()
    {
        foreach (var context in HostileContext.All)
        {
            Add(TestDatabase.KindOf("SQLite", context.Name));
            if (OnTheServerToo.Contains(context.Name)) Add(TestDatabase.KindOf("PostgreSQL", context.Name));
        }
    }
}
