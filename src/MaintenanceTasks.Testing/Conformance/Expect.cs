using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MaintenanceTasks.Testing;

/// <summary>The few assertions the suites need, so that they depend on no test framework.</summary>
internal static class Expect
{
    public static void Equal<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string? what = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) Fail(what, Show(expected), Show(actual));
    }

    public static void Same<T>(IEnumerable<T> expected, IEnumerable<T> actual, [CallerArgumentExpression(nameof(actual))] string? what = null)
    {
        T[] wanted = [.. expected];
        T[] found = [.. actual];
        if (!wanted.SequenceEqual(found)) Fail(what, Show(wanted), Show(found));
    }

    public static void True(bool condition, [CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        if (!condition) Fail(what, "true", "false");
    }

    public static void False(bool condition, [CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        if (condition) Fail(what, "false", "true");
    }

    public static void Null(object? actual, [CallerArgumentExpression(nameof(actual))] string? what = null)
    {
        if (actual is not null) Fail(what, "null", Show(actual));
    }

    public static T NotNull<T>([NotNull] T? actual, [CallerArgumentExpression(nameof(actual))] string? what = null)
        where T : class
    {
        if (actual is null) Fail(what, "a value", "null");
        return actual;
    }

    public static async Task<TException> ThrowsAsync<TException>(Func<Task> act, [CallerArgumentExpression(nameof(act))] string? what = null)
        where TException : Exception
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (TException exception)
        {
            return exception;
        }

        Fail(what, "a " + typeof(TException).Name, "no exception");
        return null;
    }

    [DoesNotReturn]
    private static void Fail(string? what, string expected, string found) =>
        throw new ConformanceException($"{what}: expected {expected}, found {found}.");

    private static string Show<T>(T value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        DateTime time => $"{time:O} ({time.Kind})",
        System.Collections.IEnumerable values => $"[{string.Join(", ", values.Cast<object?>().Select(Show))}]",
        _ => value.ToString() ?? "",
    };
}
