using MaintenanceTasks;

namespace Bench.Tasks;

public sealed class ReadDynamicRows : CsvTask<dynamic>
{
    public override void Process(dynamic row)
    {
    }
}
