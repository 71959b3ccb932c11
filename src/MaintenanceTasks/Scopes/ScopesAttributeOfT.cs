namespace MaintenanceTasks;

/// <summary>
/// The task walks its collection once in each of several scopes: tenants, shards, connections. Each has a position of its own, and DI scopes, a
/// context and a task instance made for it. <see cref="MaintenanceTask.Parallelism"/> says how many of them are worked on at the same time.
/// </summary>
/// <typeparam name="TScopes">Knows them.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ScopesAttribute<TScopes>() : ScopesAttribute(typeof(TScopes))
    where TScopes : class, ITaskScopes;
