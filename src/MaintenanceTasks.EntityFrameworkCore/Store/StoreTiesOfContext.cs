using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <inheritdoc cref="StoreTies"/>
internal sealed class StoreTies<TContext>(EntityFrameworkStoreOptions options, IServiceScopeFactory scopes) : StoreTies
    where TContext : DbContext
{
    private readonly Lazy<IModel> _model = new(() => ReadModel(scopes), LazyThreadSafetyMode.PublicationOnly);

    public override Type ContextType => typeof(TContext);

    public override DeliveryMode DeliveryThrough(Type contextType) =>
        contextType == typeof(TContext) ? DeliveryMode.Transactional : options.DeliveryThrough(contextType);

    public override IModel ModelFor(DbContext db) => db is TContext ? db.Model : _model.Value;

    private static IModel ReadModel(IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<TaskContext<TContext>>().Value.Model;
    }
}
