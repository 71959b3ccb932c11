namespace MaintenanceTasks;

/// <summary>
/// Stands in for an exception whose text had the value of a <see cref="SecretAttribute"/> parameter: the same message and stack trace with
/// the value masked. Listeners and logs get it; the task's own <c>ContinuesAfter</c> still sees the original.
/// </summary>
public sealed class MaskedException : Exception
{
    private readonly string _text;

    internal MaskedException(Exception original, string message, string text, string? stackTrace)
        : base(message) => (_text, OriginalType, StackTrace) = (text, NameOf(original), stackTrace);

    /// <summary>Full name of the type of the original.</summary>
    public string OriginalType { get; }

    /// <summary>The stack trace of the original, masked.</summary>
    public override string? StackTrace { get; }

    /// <summary>What the original would write, masked.</summary>
    public override string ToString() => _text;

    /// <summary>The type of an exception, or of the one it stands in for.</summary>
    internal static string TypeOf(Exception exception) => exception is MaskedException masked ? masked.OriginalType : NameOf(exception);

    private static string NameOf(Exception exception) => exception.GetType().FullName ?? exception.GetType().Name;
}
