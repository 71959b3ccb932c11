using CsvHelper;
using MaintenanceTasks.Csv;

namespace MaintenanceTasks;

/// <summary>A task over the rows of a CSV file in batches. At least once; see <see cref="CsvBatchTask{TContext, TRow}"/>.</summary>
/// <typeparam name="TRow">A row: a class whose properties are the columns, <c>dynamic</c>, or <c>string[]</c> for the bare fields.</typeparam>
public abstract class CsvBatchTask<TRow> : ItemTask<IReadOnlyList<TRow>>, IFileTask
{
    /// <summary>Rows in a batch; the last one may have fewer. Default 1000. It may change while a run is paused.</summary>
    protected virtual int BatchSize => 1000;

    /// <summary>How the file is written. The default is comma-separated UTF-8 with a header.</summary>
    protected virtual CsvOptions Options => new();

    string IFileTask.FileExtension => CsvFiles.Extension;

    IRowCounter? IFileTask.CountRows() => new CsvRowCounter(Options);

    /// <summary>
    /// Registers class maps and converters of CsvHelper. Called whenever the file is opened. Where it is overridden, each row is parsed when those before it
    /// are processed; otherwise rows are parsed ahead on other threads, a few of them twice: their constructors and setters are to have no effects.
    /// </summary>
    /// <param name="context">Takes maps and converters.</param>
    protected virtual void Configure(CsvContext context)
    {
    }

    /// <inheritdoc/>
    protected sealed override void Check(IServiceProvider services) => CsvFiles.Check(Options, GetType().Name, BatchSize);

    /// <inheritdoc/>
    protected sealed override CollectionWalk<IReadOnlyList<TRow>> Open(WalkStart start) =>
        new CsvBatchWalk<TRow>(CsvFiles.Rows<TRow>(start, Options, Configure), start, BatchSize);

    /// <inheritdoc/>
    protected sealed override bool CanSplit => true;

    /// <inheritdoc/>
    protected sealed override Task<IReadOnlyList<string>> SplitAsync(WalkStart range, int parts, int least, CancellationToken cancellationToken) =>
        CsvSplit.CutsAsync(range, Options, Configure, parts, least, cancellationToken);

    /// <inheritdoc/>
    protected sealed override Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        CsvFiles.CountAsync(services, cancellationToken);
}
