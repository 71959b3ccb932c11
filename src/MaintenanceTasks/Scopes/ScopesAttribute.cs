namespace MaintenanceTasks;

/// <summary>Says that a task walks tenants or shards, each with its own services. Use <see cref="ScopesAttribute{TScopes}"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class ScopesAttribute : Attribute
{
    private protected ScopesAttribute(Type scopesType) => ScopesType = scopesType;

    /// <summary>The <see cref="ITaskScopes"/> that knows them.</summary>
    public Type ScopesType { get; }

    /// <summary>
    /// True to go on with the others when one fails; the run then ends as errored when all others are done, names those that failed, and goes on with
    /// them when it is resumed. Default false: an error stops the run.
    /// </summary>
    public bool GoOnWithOthers { get; set; }
}
