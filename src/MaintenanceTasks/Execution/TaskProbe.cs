using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks;

/// <summary>What has to be asked of a task instance before a run of it exists: whether it can run, under which key, with which delivery.</summary>
internal sealed class TaskProbe(IServiceScopeFactory scopes, IRunStore store)
{
    /// <summary>Validates arguments and collection; touches no database.</summary>
    /// <exception cref="InvalidArgumentsException">The arguments do not fit.</exception>
    /// <exception cref="TaskNotUsableException">The task cannot be constructed, or its collection cannot be walked.</exception>
    public (DeliveryMode Delivery, string? ActiveKey, int Parallelism) Prepare(
        TaskDescriptor descriptor, IReadOnlyDictionary<string, string?> arguments, int? parallelism)
    {
        using var scope = scopes.CreateScope();
        var task = TaskActivator.Create(descriptor, scope.ServiceProvider);
        TaskArguments.Apply(descriptor, task, arguments);
        task.Check(scope.ServiceProvider);
        return (DeliveryOf(descriptor, task), Key(descriptor, TaskArguments.Read(descriptor, task)), ParallelismOf(descriptor, task, parallelism));
    }

    public DeliveryMode DeliveryOf(TaskDescriptor descriptor)
    {
        using var scope = scopes.CreateScope();
        return DeliveryOf(descriptor, TaskActivator.Create(descriptor, scope.ServiceProvider));
    }

    public IReadOnlyDictionary<string, string?> DefaultsOf(TaskDescriptor descriptor)
    {
        using var scope = scopes.CreateScope();
        return TaskArguments.Read(descriptor, TaskActivator.Create(descriptor, scope.ServiceProvider));
    }

    /// <summary>The key under which at most one run may be active. Arguments that no longer fit are refused later, by the slice.</summary>
    public string? ActiveKeyOf(TaskDescriptor? descriptor, IReadOnlyDictionary<string, string?> arguments)
    {
        if (descriptor is null or { AllowsConcurrentRuns: true }) return null;
        try
        {
            using var scope = scopes.CreateScope();
            var task = TaskActivator.Create(descriptor, scope.ServiceProvider);
            TaskArguments.Apply(descriptor, task, arguments);
            return Key(descriptor, TaskArguments.Read(descriptor, task));
        }
        catch (MaintenanceTaskException)
        {
            return Key(descriptor, arguments);
        }
    }

    private DeliveryMode DeliveryOf(TaskDescriptor descriptor, MaintenanceTask task) =>
        descriptor.HasOutsideEffects ? DeliveryMode.PerItem
        : task.ContextType is { } context && store.SharesDatabaseWith(context) ? DeliveryMode.Transactional
        : DeliveryMode.AtLeastOnce;

    private static int ParallelismOf(TaskDescriptor descriptor, MaintenanceTask task, int? chosen)
    {
        var parallelism = chosen ?? task.Parallelism;
        var refusal = parallelism is < 1 or > 64 ? $"The parallelism of a run is from 1 to 64, found {parallelism}."
            : parallelism > 1 && !task.CanSplit ? $"The collection of {descriptor.Name} is walked in one piece: expected parallelism 1, found {parallelism}."
            : null;
        if (refusal is null) return parallelism;
        throw new InvalidArgumentsException(descriptor.Name, new Dictionary<string, string> { [""] = refusal });
    }

    // Of the values the task really gets, so that a default given and a default left out are the same arguments.
    private static string? Key(TaskDescriptor descriptor, IReadOnlyDictionary<string, string?> values)
    {
        if (descriptor.AllowsConcurrentRuns) return null;
        var text = JsonSerializer.Serialize(values.OrderBy(value => value.Key, StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(descriptor.Name + '\n' + text)).AsSpan(0, 16));
    }
}
