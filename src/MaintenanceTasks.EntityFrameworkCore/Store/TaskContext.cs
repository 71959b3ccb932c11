using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>The context of a scope: the registered one, or one made by the registered factory, which is then disposed of with the scope.</summary>
internal sealed class TaskContext<TContext>(IServiceProvider services) : ITaskContext, IDisposable, IAsyncDisposable
    where TContext : DbContext
{
    private TContext? _value;
    private bool _owned;

    public TContext Value => _value ??= services.GetService<TContext>() ?? FromFactory();

    DbContext ITaskContext.Context => Value;

    public void Dispose()
    {
        if (_owned) _value?.Dispose();
    }

    public ValueTask DisposeAsync() => _owned && _value is not null ? _value.DisposeAsync() : ValueTask.CompletedTask;

    private TContext FromFactory()
    {
        _owned = true;
        return services.GetService<IDbContextFactory<TContext>>()?.CreateDbContext()
            ?? throw new TaskNotUsableException(
                $"Neither {typeof(TContext).Name} nor a factory of it is registered. Add services.AddDbContext<{typeof(TContext).Name}>(…).");
    }
}
