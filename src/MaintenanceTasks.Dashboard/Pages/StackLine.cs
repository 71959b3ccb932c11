namespace MaintenanceTasks.Dashboard;

/// <summary>A line of a stack trace.</summary>
/// <param name="Text">The line.</param>
/// <param name="IsOwn">True for a call in the application's own code, as far as its name tells.</param>
internal sealed record StackLine(string Text, bool IsOwn)
{
    private const string Frame = "   at ";
    private static readonly string[] Foreign = ["System.", "Microsoft.", "MaintenanceTasks."];

    /// <param name="trace">The stack trace.</param>
    /// <param name="own">A namespace that is the application's own whatever it is called, or null.</param>
    public static IEnumerable<StackLine> Of(string trace, string? own) => trace.Split('\n').Select(line => line.TrimEnd('\r'))
        .Select(line => new StackLine(line, line.StartsWith(Frame, StringComparison.Ordinal) && IsOwnCall(line.AsSpan(Frame.Length), own)));

    private static bool IsOwnCall(ReadOnlySpan<char> call, string? own)
    {
        if (own is { Length: > 0 } && call.StartsWith(own + ".", StringComparison.Ordinal)) return true;
        foreach (var prefix in Foreign)
        {
            if (call.StartsWith(prefix, StringComparison.Ordinal)) return false;
        }

        return true;
    }
}
