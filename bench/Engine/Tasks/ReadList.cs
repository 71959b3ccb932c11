using MaintenanceTasks;

namespace Bench.Tasks;

public sealed class ReadList : ListTask<int>
{
    /// <summary>The list, shared by engine and loop.</summary>
    public static int[] Items { get; set; } = [];

    public override IReadOnlyList<int> Collection() => Items;

    public override void Process(int item)
    {
    }
}
