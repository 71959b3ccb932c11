using MaintenanceTasks.Csv;

namespace MaintenanceTasks;

/// <summary>A task over the rows of a CSV file in batches, one batch and its position one transaction.</summary>
/// <typeparam name="TContext">The context of Entity Framework Core.</typeparam>
/// <typeparam name="TRow">A row: a class whose properties are the columns, <c>dynamic</c>, or <c>string[]</c> for the bare fields.</typeparam>
public abstract class CsvBatchTask<TContext, TRow> : CsvContextTask<TContext, IReadOnlyList<TRow>>
    where TContext : class
{
    /// <summary>Rows in a batch; the last one may have fewer. Default 1000. It may change while a run is paused.</summary>
    protected virtual int BatchSize => 1000;

    private protected sealed override int? FixedPageSize => 1;

    private protected sealed override void CheckOptions() => CsvFiles.Check(Options, GetType().Name, BatchSize);

    /// <inheritdoc/>
    protected sealed override CollectionWalk<IReadOnlyList<TRow>> Open(WalkStart start) =>
        new CsvBatchWalk<TRow>(CsvFiles.Rows<TRow>(start, Options, Configure), start, BatchSize);
}
