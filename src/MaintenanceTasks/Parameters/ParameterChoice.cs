namespace MaintenanceTasks;

/// <summary>A value that a parameter may have.</summary>
/// <param name="Value">The value as it is written: culture-invariant text.</param>
/// <param name="Label">What people read; the value itself where nothing better is known.</param>
public sealed record ParameterChoice(string Value, string Label)
{
    internal const int MostNamed = 20;

    /// <summary>The values in words, not too many of them.</summary>
    internal static string List(IReadOnlyList<string> values) =>
        values.Count == 0 ? "nothing, because there is no choice at present"
        : values.Count <= MostNamed ? $"one of {string.Join(", ", values)}"
        : $"one of {string.Join(", ", values.Take(MostNamed))}, … ({values.Count} in all)";
}
