using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Rows from some pages of a table, chosen by the database; PostgreSQL has it.</summary>
internal static class TableSample
{
    /// <summary>A query over some rows of a table.</summary>
    /// <param name="set">The table.</param>
    /// <param name="percent">How many of a hundred pages are read.</param>
    /// <param name="share">How many of the rows of these pages are taken, 1 for all.</param>
    public static IQueryable<T> Sample<T>(this DbSet<T> set, double percent, double share)
        where T : class
    {
        var table = set.GetService<ISqlGenerationHelper>().DelimitIdentifier(set.EntityType.GetTableName()!, set.EntityType.GetSchema());
        return set.FromSqlRaw(string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM {table} TABLESAMPLE SYSTEM ({Math.Min(100, percent):0.######}) WHERE random() < {share:0.######}")).AsNoTracking();
    }
}
