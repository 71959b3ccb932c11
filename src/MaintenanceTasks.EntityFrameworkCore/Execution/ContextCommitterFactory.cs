using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Makes committers for the packages beside this one.</summary>
internal sealed class ContextCommitterFactory : IPageCommitterFactory
{
    public object ContextOf(IServiceProvider services, Type contextType) => Context(services, contextType);

    public IPageCommitter Create(IServiceProvider services, ContextPages pages)
    {
        var db = Context(services, pages.ContextType);

        // A context that outlives its slice, as one given to a test, still holds what a slice before it left unsaved.
        db.ChangeTracker.Clear();
        return ActivatorUtilities.CreateInstance<ContextPageCommitter>(services, db, new ContextPageShape
        {
            Task = pages.Task,
            HasOutsideEffects = pages.HasOutsideEffects,
            ProcessInside = pages.ProcessInside,
            FixedPageSize = pages.FixedPageSize,
            CommandTimeout = pages.CommandTimeout,
            LockTimeout = pages.LockTimeout,
            TakeAffected = () => 0,
        });
    }

    private static DbContext Context(IServiceProvider services, Type type)
    {
        if (!type.IsAssignableTo(typeof(DbContext))) throw new TaskNotUsableException($"Expected a DbContext as the context of a task, found {type.FullName}.");
        return (DbContext?)services.GetService(type)
            ?? ((ITaskContext)services.GetRequiredService(typeof(TaskContext<>).MakeGenericType(type))).Context;
    }
}
