using System.Reflection;
using MaintenanceTasks.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Counts how often a run is read from the store.</summary>
public sealed class CountingReads
{
    private int _finds;

    public int Finds => Volatile.Read(ref _finds);

    public void Wrap(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton(provider =>
    {
        var proxy = DispatchProxy.Create<IRunStore, Proxy>();
        ((Proxy)(object)proxy).Attach(provider.GetRequiredService<InMemoryRunStore>(), this);
        return proxy;
    }));

    public class Proxy : DispatchProxy
    {
        private IRunStore _store = null!;
        private CountingReads _counter = null!;

        internal void Attach(IRunStore store, CountingReads counter) => (_store, _counter) = (store, counter);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(IRunStore.FindAsync)) Interlocked.Increment(ref _counter._finds);
            return targetMethod.Invoke(_store, args);
        }
    }
}
