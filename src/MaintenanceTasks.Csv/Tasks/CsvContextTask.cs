using CsvHelper;
using MaintenanceTasks.Csv;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks;

/// <summary>
/// The base of the CSV kinds with a context: effects, position and ticks of a page commit in one transaction of its database, when
/// the runs live in the same database. Derive from a kind.
/// </summary>
/// <typeparam name="TContext">The context of Entity Framework Core.</typeparam>
/// <typeparam name="TItem">What <c>Process</c> gets.</typeparam>
public abstract class CsvContextTask<TContext, TItem> : ItemTask<TItem>, IFileTask
    where TContext : class
{
    private TContext? _db;

    private protected CsvContextTask()
    {
    }

    /// <summary>How the file is written. The default is comma-separated UTF-8 with a header.</summary>
    protected virtual CsvOptions Options => new();

    /// <summary>The context of the slice; the same instance that is injected. Its tracker is cleared after each page.</summary>
    /// <exception cref="InvalidOperationException">The task does not run and was given no context.</exception>
    protected TContext Db => _db ?? throw new InvalidOperationException(
        $"{GetType().Name} has no context outside a run. In a unit test inject one, or run the task with TaskTest.");

    string IFileTask.FileExtension => CsvFiles.Extension;

    /// <inheritdoc/>
    protected sealed override Type? ContextType => typeof(TContext);

    private protected virtual int? FixedPageSize => null;

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
    protected sealed override IPageCommitter? CreateCommitter(IServiceProvider services)
    {
        var factory = FactoryOf(services);
        _db = (TContext)factory.ContextOf(services, typeof(TContext));
        return factory.Create(services, new ContextPages
        {
            Task = Run.Task,
            ContextType = typeof(TContext),
            HasOutsideEffects = GetType().IsDefined(typeof(OutsideEffectsAttribute), inherit: true),
            ProcessInside = GetType().IsDefined(typeof(InTransactionAttribute), inherit: true),
            FixedPageSize = FixedPageSize ?? ItemsPerPage,
            CommandTimeout = CommandTimeout,
            LockTimeout = LockTimeout,
        });
    }

    /// <inheritdoc/>
    protected sealed override void Check(IServiceProvider services)
    {
        FactoryOf(services).ContextOf(services, typeof(TContext));
        CheckOptions();
    }

    private protected virtual void CheckOptions() => CsvFiles.Check(Options, GetType().Name);

    /// <inheritdoc/>
    protected sealed override bool CanSplit => true;

    /// <inheritdoc/>
    protected sealed override Task<IReadOnlyList<string>> SplitAsync(WalkStart range, int parts, int least, CancellationToken cancellationToken) =>
        CsvSplit.CutsAsync(range, Options, Configure, parts, least, cancellationToken);

    /// <inheritdoc/>
    protected sealed override Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        CsvFiles.CountAsync(services, cancellationToken);

    private IPageCommitterFactory FactoryOf(IServiceProvider services) => services.GetService<IPageCommitterFactory>()
        ?? throw new TaskNotUsableException(
            $"{GetType().Name} commits through {typeof(TContext).Name}, and nothing that can is registered. "
            + "Call UseEntityFrameworkCore<TContext>(); in a test with TaskTest, WithServices(services => services.AddPageCommits()).");
}
