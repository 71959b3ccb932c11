namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>The databases that need a word of their own somewhere; every such word is in this folder.</summary>
internal enum DatabaseKind
{
    Other,
    Sqlite,
    PostgreSql,
    SqlServer,
}
