using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks;

/// <summary>What the contexts of tasks are to the database of the runs, where they are not the context of the runs themselves.</summary>
public sealed class EntityFrameworkStoreOptions
{
    private readonly Dictionary<Type, DeliveryMode> _contexts = [];

    /// <summary>
    /// Another context on the same database, with the same provider: tasks with it are transactional as if it were the context of the runs. Its
    /// model needs no tables of ours. Looked at before the first item of a slice: a context that sees another database ends the run with an error,
    /// with nothing processed.
    /// </summary>
    /// <typeparam name="TContext">The context.</typeparam>
    public EntityFrameworkStoreOptions SharesDatabaseWith<TContext>()
        where TContext : DbContext => Add<TContext>(DeliveryMode.Transactional);

    /// <summary>
    /// A context on another database, whose <c>OnModelCreating</c> calls <c>modelBuilder.AddMaintenanceTaskProgress()</c>: a row there commits together
    /// with the effects of a page, and the run follows it, so that effects happen exactly once although the databases differ. Without
    /// this a crash repeats what was done since the last checkpoint.
    /// </summary>
    /// <typeparam name="TContext">The context.</typeparam>
    public EntityFrameworkStoreOptions KeepsProgressIn<TContext>()
        where TContext : DbContext => Add<TContext>(DeliveryMode.ProgressRow);

    internal DeliveryMode DeliveryThrough(Type contextType) => _contexts.GetValueOrDefault(contextType, DeliveryMode.AtLeastOnce);

    private EntityFrameworkStoreOptions Add<TContext>(DeliveryMode delivery)
    {
        if (_contexts.TryGetValue(typeof(TContext), out var other) && other != delivery)
        {
            throw new ArgumentException($"{typeof(TContext).Name} was said to share the database of the runs, and to be on another one. Expected one of both.");
        }

        _contexts[typeof(TContext)] = delivery;
        return this;
    }
}
