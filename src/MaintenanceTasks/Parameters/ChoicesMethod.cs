using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MaintenanceTasks;

/// <summary>The static method of a task that gives the values a parameter may have.</summary>
internal sealed class ChoicesMethod
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly MethodInfo Drain = typeof(ChoicesMethod).GetMethod(nameof(DrainAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
    private readonly MethodInfo _method;
    private readonly Type? _streamed;

    private ChoicesMethod(MethodInfo method, Type? streamed) => (_method, _streamed) = (method, streamed);

    /// <exception cref="TaskNotUsableException">There is no such method, or it has another signature.</exception>
    public static ChoicesMethod Find(Type task, PropertyInfo property, Type type, string name)
    {
        MethodInfo[] found = [];
        for (var owner = task; owner is not null && found.Length == 0; owner = owner.BaseType)
        {
            found = [.. owner.GetMethods(Declared).Where(method => method.Name == name)];
        }

        var wrong = found switch
        {
            [] => "no such method",
            [var method] when !method.IsStatic => "an instance method",
            [var method] when method.IsGenericMethod => "a generic method",
            [var method] when method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef) => "a parameter by reference",
            [var method] when ElementOf(method.ReturnType) is not { } element || !Fits(element, property, type) => $"a method that returns {Words(method.ReturnType)}",
            [_] => null,
            _ => $"{found.Length} methods of that name",
        };
        if (wrong is null) return new ChoicesMethod(found[0], StreamedOf(found[0].ReturnType));
        throw new TaskNotUsableException(
            $"[Choices(\"{name}\")] on {task.Name}.{property.Name}: expected a static method of {task.Name} that takes services and a CancellationToken "
            + $"and returns IEnumerable<{type.Name}> or IEnumerable<({type.Name}, string)>, or a Task of one; found {wrong}.");
    }

    /// <summary>Calls the method.</summary>
    /// <param name="services">The services of a scope of its own.</param>
    /// <param name="cancellationToken">Handed to the method.</param>
    /// <returns>Values and labels, as the method gave them.</returns>
    public async Task<IReadOnlyList<(object Value, string? Label)>> AskAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var arguments = _method.GetParameters()
            .Select(parameter => parameter.ParameterType == typeof(CancellationToken) ? cancellationToken : ServiceOf(services, parameter))
            .ToArray();
        var answer = _method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (answer?.GetType() is { IsGenericType: true, IsValueType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            answer = type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(answer, null);
        }

        if (answer is Task task)
        {
            await task.ConfigureAwait(false);
            answer = task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task);
        }

        if (_streamed is not null && answer is not null)
        {
            answer = await ((Task<List<object?>>)Drain.MakeGenericMethod(_streamed).Invoke(null, [answer, cancellationToken])!).ConfigureAwait(false);
        }

        return [.. ((IEnumerable?)answer ?? Array.Empty<object>()).OfType<object>().Select(Split).OfType<(object, string?)>()];
    }

    private static (object, string?)? Split(object element) =>
        element is not ITuple pair ? (element, null) : pair[0] is { } value ? (value, pair[1] as string) : null;

    private static object ServiceOf(IServiceProvider services, ParameterInfo parameter) => services.GetService(parameter.ParameterType)
        ?? throw new TaskNotUsableException($"there is no service for the parameter {Words(parameter.ParameterType)} {parameter.Name}.");

    private static async Task<List<object?>> DrainAsync<T>(IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        var drained = new List<object?>();
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false)) drained.Add(item);
        return drained;
    }

    private static bool Fits(Type element, PropertyInfo property, Type type)
    {
        if (element == type || element == property.PropertyType) return true;
        return element.IsGenericType && element.GetGenericTypeDefinition() == typeof(ValueTuple<,>)
            && element.GetGenericArguments() is [var value, var label] && (value == type || value == property.PropertyType) && label == typeof(string);
    }

    private static Type? ElementOf(Type answer) =>
        StreamedOf(answer) ?? ArgumentOf(answer, typeof(IEnumerable<>))
        ?? (Awaited(answer) is { } awaited ? ArgumentOf(awaited, typeof(IEnumerable<>)) : null);

    private static Type? StreamedOf(Type answer) => ArgumentOf(answer, typeof(IAsyncEnumerable<>));

    private static Type? Awaited(Type answer) => answer is { IsGenericType: true } && answer.GetGenericTypeDefinition() is var definition
        && (definition == typeof(Task<>) || definition == typeof(ValueTask<>)) ? answer.GetGenericArguments()[0] : null;

    private static Type? ArgumentOf(Type type, Type contract) => type.GetInterfaces().Prepend(type)
        .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == contract)?.GetGenericArguments()[0];

    private static string Words(Type type) => !type.IsGenericType ? type.Name
        : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Words))}>";
}
