using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>What the contexts of tasks are to the context of the store.</summary>
internal abstract class StoreTies
{
    /// <summary>The type of the store's own context.</summary>
    public abstract Type ContextType { get; }

    /// <summary>What a crash can do to effects through a context.</summary>
    public abstract DeliveryMode DeliveryThrough(Type contextType);

    /// <summary>The model that has the tables of the runs, for statements on a context of their database.</summary>
    public abstract IModel ModelFor(DbContext db);
}
