using System.Runtime.CompilerServices;
using MaintenanceTasks;

namespace Bench.Tasks;

public sealed class ReadSource : SourceTask<long, long>
{
    public static long Items { get; set; }

    public override async IAsyncEnumerable<(long Item, long After)> Collection(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var item = after + 1; item <= Items; item++) yield return (item, item);
        await Task.CompletedTask;
    }

    public override void Process(long item)
    {
    }
}
