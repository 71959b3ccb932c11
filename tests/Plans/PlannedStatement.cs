namespace Plans;

/// <summary>A statement with the plan the database has for it.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Plan">The plan, a line a step.</param>
internal sealed record PlannedStatement(string Sql, string Plan)
{
    /// <summary>True when no step reads a whole table, or sorts what it read.</summary>
    public bool IsByIndex => !Steps.Any(ReadsAll) && Steps.Any(IsIndex);

    public bool Sorts => Steps.Any(step => step.Contains("Sort Key", StringComparison.Ordinal) || step.Contains("USE TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal));

    private IEnumerable<string> Steps => Plan.Split('\n').Select(step => step.Trim());

    // SQLite scans a whole index too when it says SCAN … USING INDEX; scans of the values of a list are of no table.
    private static bool ReadsAll(string step) =>
        step.Contains("Seq Scan", StringComparison.Ordinal)
        || (step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal));

    private static bool IsIndex(string step) =>
        step.Contains("Index Cond:", StringComparison.Ordinal) || (step.StartsWith("SEARCH ", StringComparison.Ordinal) && step.Contains(" USING ", StringComparison.Ordinal));
}
