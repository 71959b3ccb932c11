using System.Text.RegularExpressions;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

internal static class Sql
{
    /// <summary>Identifiers are quoted and parameters numbered differently from one provider to the next; the shape is the same.</summary>
    public static string Shape(string sql) => Regex.Replace(sql.Replace("\"", "", StringComparison.Ordinal).ReplaceLineEndings(" "), @"@\w+", "@");
}
