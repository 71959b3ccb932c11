using MaintenanceTasks;

namespace Bench.Tasks;

public sealed class ReadTypedRows : CsvTask<CsvPost>
{
    public override void Process(CsvPost row)
    {
    }
}
