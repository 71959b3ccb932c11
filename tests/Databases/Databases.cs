namespace TestDatabases;

/// <summary>The databases every test of store and engine runs on.</summary>
public sealed class Databases : TheoryData<string>
{
    public Databases()
    {
        Add("SQLite");
        Add("PostgreSQL");
    }
}
