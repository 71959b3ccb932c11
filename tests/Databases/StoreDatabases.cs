namespace TestDatabases;

/// <summary>The databases of the conformance suites and of the engine's main ones: those of <see cref="Databases"/>, and a SQL Server of one's own when there is one.</summary>
public sealed class StoreDatabases : TheoryData<string>
{
    public StoreDatabases()
    {
        foreach (var database in new Databases()) Add(database.Data);
        if (SqlServerTestDatabase.Server is not null) Add("SQL Server");
    }
}
