using MaintenanceTasks.Csv;

namespace MaintenanceTasks;

/// <summary>
/// A task over the rows of a CSV file that is given when a run is started, whose effects go to a database: the changes of a page
/// and its position in the file commit in one transaction.
/// </summary>
/// <typeparam name="TContext">The context of Entity Framework Core.</typeparam>
/// <typeparam name="TRow">A row: a class whose properties are the columns, <c>dynamic</c>, or <c>string[]</c> for the bare fields.</typeparam>
public abstract class CsvTask<TContext, TRow> : CsvContextTask<TContext, TRow>
    where TContext : class
{
    /// <inheritdoc/>
    protected sealed override CollectionWalk<TRow> Open(WalkStart start) => new CsvWalk<TRow>(CsvFiles.Rows<TRow>(start, Options, Configure), start);
}
