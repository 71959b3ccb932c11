namespace MaintenanceTasks;

/// <summary>A store that can write down the tables it needs, for teams that do not use its migrations.</summary>
public interface IStoreSchema
{
    /// <summary>The SQL that creates the tables, in the dialect of the configured database. Touches no database.</summary>
    string CreateScript();
}
