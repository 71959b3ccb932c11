using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Rows from some pages of a table, chosen by the database; PostgreSQL has it.</summary>
internal static class TableSample
{
    /// <summary>A query over about so many of a hundred rows of a table.</summary>
    public static IQueryable<T> Sample<T>(this DbSet<T> set, double percent)
        where T : class
    {
        var table = set.GetService<ISqlGenerationHelper>().DelimitIdentifier(set.EntityType.GetTableName()!, set.EntityType.GetSchema());
        return set.FromSqlRaw(string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM {table} TABLESAMPLE SYSTEM ({percent:0.######})")).AsNoTracking();
    }
}
