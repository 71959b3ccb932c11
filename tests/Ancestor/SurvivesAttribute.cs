namespace MaintenanceTasks;

/// <summary>Says which faults (F) this test shows to be survived, and which threats (S) it shows to be met. <c>docs/reliability.md</c> and <c>docs/security.md</c> are made of these marks.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class SurvivesAttribute(params string[] numbers) : Attribute
{
    public IReadOnlyList<string> Numbers { get; } = numbers;
}
