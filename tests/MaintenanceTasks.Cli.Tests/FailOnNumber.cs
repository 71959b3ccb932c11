namespace MaintenanceTasks.Cli.Tests;

[OutsideEffects]
internal sealed class FailOnNumber : ListTask<int>
{
    public required int Number { get; set; }

    public override IReadOnlyList<int> Collection() => [1, 2, 3];

    public override void Process(int item)
    {
        if (item == Number) throw new InvalidOperationException($"The number {item} is broken.");
    }
}
