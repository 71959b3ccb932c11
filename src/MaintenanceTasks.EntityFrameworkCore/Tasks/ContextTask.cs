using System.ComponentModel;
using MaintenanceTasks.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks;

/// <summary>
/// The base of the kinds with a context: effects, cursor and ticks of a page commit in one transaction of its database, when the
/// runs live in the same database. Derive from a kind.
/// </summary>
/// <typeparam name="TContext">The context.</typeparam>
/// <typeparam name="T">What the walk yields.</typeparam>
public abstract class ContextTask<TContext, T> : CollectionTask<T>
    where TContext : DbContext
{
    private TContext? _db;
    private bool _isContextShown;

    /// <summary>The context of the slice; the same instance that is injected. Its tracker is cleared after each page.</summary>
    /// <exception cref="InvalidOperationException">The task does not run and was given no context.</exception>
    protected TContext Db
    {
        get
        {
            _isContextShown = true;
            Connection?.LeaveToOthers();
            return Bound;
        }
    }

    /// <inheritdoc/>
    protected sealed override Type? ContextType => typeof(TContext);

    internal TContext Bound => _db ?? throw new InvalidOperationException(
        $"{GetType().Name} has no context outside a run. In a unit test inject one, or run the task with TaskTest.");

    /// <summary>True when the task has no other way to the connection than the entities: nothing was injected, and it did not ask for the context.</summary>
    internal bool HasContextAlone => !_isContextShown && GetType().GetConstructors().All(constructor => constructor.GetParameters().Length == 0);

    /// <summary>What keeps the connection between the pages of the walk, if anything does.</summary>
    internal KeptConnection? Connection { get; set; }

    internal virtual bool ProcessesInside => GetType().IsDefined(typeof(InTransactionAttribute), inherit: true);

    internal virtual int? FixedPageSize => ItemsPerPage;

    /// <summary>The first page of a task whose pages are batches, and the largest; null for pages of items.</summary>
    internal virtual (int First, int Most)? Batches => null;

    /// <summary>Rows that statements of the task's own reported as changed since the last page.</summary>
    internal long Affected { get; set; }

    /// <summary>What knows the page of the walk as it was read; null for walks that do not take copies.</summary>
    internal PageCopies? Copies { get; set; }

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    protected sealed override IPageCommitter? CreateCommitter(IServiceProvider services)
    {
        // A context that outlives its slice, as one given to a test, still holds what a slice before it left unsaved.
        Bind(services).ChangeTracker.Clear();
        return ActivatorUtilities.CreateInstance<ContextPageCommitter>(services, Bound, new ContextPageShape
        {
            Task = Run.Task,
            HasOutsideEffects = GetType().IsDefined(typeof(OutsideEffectsAttribute), inherit: true),
            ProcessInside = ProcessesInside,
            WritesInSets = GetType().IsDefined(typeof(SetBasedWritesAttribute), inherit: true),
            FixedPageSize = FixedPageSize,
            Batches = Batches,
            CommandTimeout = CommandTimeout,
            LockTimeout = LockTimeout,
            TakeAffected = TakeAffected,
            Copies = () => Copies,
        });
    }

    internal TContext Bind(IServiceProvider services) => _db = ContextOf(services);

    internal static TContext ContextOf(IServiceProvider services) =>
        services.GetService<TContext>() ?? services.GetRequiredService<TaskContext<TContext>>().Value;

    private long TakeAffected()
    {
        var affected = Affected;
        Affected = 0;
        return affected;
    }
}
