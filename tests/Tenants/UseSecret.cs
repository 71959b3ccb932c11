using MaintenanceTasks;

namespace Tenants;

/// <summary>Needs a secret.</summary>
public sealed class UseSecret : ListTask<int>
{
    [Secret]
    public required string Key { get; set; }

    public override IReadOnlyList<int> Collection() => [1, 2, 3];

    public override void Process(int item)
    {
        if (Key != "open sesame") throw new InvalidOperationException("the secret is another one");
    }
}
