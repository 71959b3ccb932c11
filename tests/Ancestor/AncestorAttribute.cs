namespace MaintenanceTasks;

/// <summary>Says which behaviours of the Ruby gems this test proves here. <c>docs/conformance.md</c> is made of these marks.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class AncestorAttribute(params string[] numbers) : Attribute
{
    public IReadOnlyList<string> Numbers { get; } = numbers;

    /// <summary>How it is better here; null when it is the same.</summary>
    public string? Better { get; set; }
}
