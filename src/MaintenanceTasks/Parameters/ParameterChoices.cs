using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks;

/// <summary>The values parameters may have at present: the fixed ones, and those a task computes with its services.</summary>
internal sealed class ParameterChoices(IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The choices of all parameters that have any, by name.</summary>
    /// <exception cref="TaskNotUsableException">The task could not say which.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ParameterChoice>>> OfAsync(TaskDescriptor descriptor, CancellationToken cancellationToken)
    {
        var choices = new Dictionary<string, IReadOnlyList<ParameterChoice>>();
        foreach (var parameter in descriptor.Parameters.Where(parameter => parameter.ComputesChoices || parameter.Choices.Count > 0))
        {
            choices[parameter.Name] = await OfAsync(descriptor, parameter, cancellationToken).ConfigureAwait(false);
        }

        return choices;
    }

    /// <summary>Adds an error for each value that is not among the computed choices. Parameters with errors are left alone.</summary>
    /// <exception cref="TaskNotUsableException">The task could not say which.</exception>
    public async Task CheckAsync(TaskDescriptor descriptor, MaintenanceTask task, Dictionary<string, string> errors, CancellationToken cancellationToken)
    {
        foreach (var parameter in descriptor.Parameters.Where(parameter => parameter.ComputesChoices && !errors.ContainsKey(parameter.Name)))
        {
            if (parameter.Get(task) is not { } value) continue;
            var choices = await OfAsync(descriptor, parameter, cancellationToken).ConfigureAwait(false);
            if (Refusal([.. choices.Select(choice => choice.Value)], parameter.Write(value)) is { } refusal) errors[parameter.Name] = refusal;
        }
    }

    /// <summary>Why a value is none of the choices; null when it is one.</summary>
    public static string? Refusal(IReadOnlyList<string> choices, string value) =>
        choices.Contains(value, StringComparer.Ordinal) ? null : $"expected {ParameterChoice.List(choices)}, found '{value}'.";

    private async Task<IReadOnlyList<ParameterChoice>> OfAsync(TaskDescriptor descriptor, TaskParameter parameter, CancellationToken cancellationToken)
    {
        if (parameter.Computed is not { } method) return [.. parameter.Choices.Select(value => new ParameterChoice(value, value))];
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            await using var scope = scopes.CreateAsyncScope();
            var answer = await method.AskAsync(scope.ServiceProvider, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            return [.. answer.Select(choice => (Value: parameter.Write(choice.Value), choice.Label))
                .DistinctBy(choice => choice.Value)
                .Select(choice => new ParameterChoice(choice.Value, choice.Label ?? choice.Value))];
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            var reason = exception is OperationCanceledException ? $"no answer in {Patience.TotalSeconds} s" : exception.Message;
            throw new TaskNotUsableException($"The choices of {descriptor.Name}.{parameter.Name} could not be computed: {reason}", exception);
        }
    }
}
