using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks;

/// <summary>What has to be asked of a task instance before a run of it exists: whether it can run, under which key, with which delivery.</summary>
internal sealed class TaskProbe(IServiceScopeFactory scopes, IRunStore store)
{
    /// <summary>Validates arguments and collection. Touches no database, unless the task computes choices from one.</summary>
    /// <exception cref="InvalidArgumentsException">The arguments do not fit.</exception>
    /// <exception cref="TaskNotUsableException">The task cannot be constructed, or its collection cannot be walked.</exception>
    public async Task<PreparedStart> PrepareAsync(
        TaskDescriptor descriptor, IReadOnlyDictionary<string, string?> arguments, int? parallelism, CancellationToken cancellationToken)
    {
        var mask = SecretMask.Of(descriptor, arguments, null);
        try
        {
            using var scope = scopes.CreateScope();
            var task = TaskActivator.Create(descriptor, scope.ServiceProvider);
            mask = SecretMask.Of(descriptor, arguments, task);
            var errors = SecretArguments.Refusals(descriptor, arguments);
            if (errors.Count == 0) errors = TaskArguments.Check(descriptor, task, arguments);
            await scope.ServiceProvider.GetRequiredService<ParameterChoices>().CheckAsync(descriptor, task, errors, cancellationToken).ConfigureAwait(false);
            if (errors.Count > 0) throw new InvalidArgumentsException(descriptor.Name, errors);

            // What has scopes may have no context without one: its slices check.
            if (descriptor.Scopes is null) task.Check(scope.ServiceProvider);
            var stored = scope.ServiceProvider.GetRequiredService<SecretArguments>().Protect(descriptor, InTheirZone(descriptor, task, arguments));
            return new PreparedStart(
                DeliveryOf(descriptor, task), Key(descriptor, TaskArguments.ReadOpen(descriptor, task)), ParallelismOf(descriptor, task, parallelism), stored);
        }
        catch (Exception exception) when (exception is not (InvalidArgumentsException or OperationCanceledException) && mask.Apply(exception) is MaskedException)
        {
            // Code of the task has put a secret into the message of an exception.
            throw exception is TaskNotUsableException ? new TaskNotUsableException(mask.Apply(exception.Message)) : mask.Apply(exception);
        }
    }

    public DeliveryMode DeliveryOf(TaskDescriptor descriptor)
    {
        using var scope = scopes.CreateScope();
        return DeliveryOf(descriptor, TaskActivator.Create(descriptor, scope.ServiceProvider));
    }

    /// <summary>The partitions a run has when nobody chooses; null when the collection is walked in one piece.</summary>
    public int? ParallelismOf(TaskDescriptor descriptor)
    {
        using var scope = scopes.CreateScope();
        var task = TaskActivator.Create(descriptor, scope.ServiceProvider);
        return task.CanSplit || descriptor.Scopes is not null ? task.Parallelism : null;
    }

    public IReadOnlyDictionary<string, string?> DefaultsOf(TaskDescriptor descriptor)
    {
        using var scope = scopes.CreateScope();
        return TaskArguments.ReadOpen(descriptor, TaskActivator.Create(descriptor, scope.ServiceProvider));
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ParameterChoice>>> ChoicesOfAsync(TaskDescriptor descriptor, CancellationToken cancellationToken)
    {
        using var scope = scopes.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<ParameterChoices>().OfAsync(descriptor, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The key under which at most one run may be active. Arguments that no longer fit are refused later, by the slice.</summary>
    public string? ActiveKeyOf(TaskDescriptor? descriptor, IReadOnlyDictionary<string, string?> arguments)
    {
        if (descriptor is null or { AllowsConcurrentRuns: true }) return null;
        try
        {
            using var scope = scopes.CreateScope();
            var task = TaskActivator.Create(descriptor, scope.ServiceProvider);
            foreach (var parameter in descriptor.Parameters.Where(parameter => !parameter.IsSecret)) TaskArguments.Bind(parameter, task, arguments);
            return Key(descriptor, TaskArguments.ReadOpen(descriptor, task));
        }
        catch (MaintenanceTaskException)
        {
            return Key(descriptor, arguments.Where(argument => descriptor.Parameter(argument.Key) is not { IsSecret: true }));
        }
    }

    private DeliveryMode DeliveryOf(TaskDescriptor descriptor, MaintenanceTask task) =>
        descriptor.HasOutsideEffects ? DeliveryMode.PerItem
        : task.ContextType is { } context ? store.DeliveryThrough(context)
        : DeliveryMode.AtLeastOnce;

    private static int ParallelismOf(TaskDescriptor descriptor, MaintenanceTask task, int? chosen)
    {
        var parallelism = chosen ?? task.Parallelism;
        var refusal = parallelism is < 1 or > 64 ? $"The parallelism of a run is from 1 to 64, found {parallelism}."
            : parallelism > 1 && !task.CanSplit && descriptor.Scopes is null ? $"The collection of {descriptor.Name} is walked in one piece: expected parallelism 1, found {parallelism}."
            : null;
        if (refusal is null) return parallelism;
        throw new InvalidArgumentsException(descriptor.Name, new Dictionary<string, string> { [""] = refusal });
    }

    /// <summary>With the zone written out, so that a run means the same moment on every machine and after every change of options.</summary>
    private static Dictionary<string, string?> InTheirZone(TaskDescriptor descriptor, MaintenanceTask task, IReadOnlyDictionary<string, string?> arguments) =>
        arguments.ToDictionary(
            argument => argument.Key,
            argument => descriptor.Parameter(argument.Key) is { TimeZone: not null } parameter && parameter.Get(task) is { } moment
                ? parameter.Write(moment)
                : argument.Value);

    // Of the values the task really gets, so that a default given and a default left out are the same arguments. Without secrets:
    // even a hash of one would let who reads the database try values against it.
    private static string? Key(TaskDescriptor descriptor, IEnumerable<KeyValuePair<string, string?>> values)
    {
        if (descriptor.AllowsConcurrentRuns) return null;
        var text = JsonSerializer.Serialize(values.OrderBy(value => value.Key, StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(descriptor.Name + '\n' + text)).AsSpan(0, 16));
    }
}
