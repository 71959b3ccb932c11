namespace MaintenanceTasks;

/// <summary>Says which traps of the Ruby gems this test proves to be absent here. <c>docs/conformance.md</c> is made of these marks.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class AvoidsAttribute(params string[] numbers) : Attribute
{
    public IReadOnlyList<string> Numbers { get; } = numbers;
}
