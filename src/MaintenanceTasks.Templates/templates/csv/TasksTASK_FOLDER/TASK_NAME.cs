using MaintenanceTasks;

namespace TASK_NAMESPACE;

/// <summary>Say here what it imports, and why.</summary>
#if (hasContext)
public sealed class TASK_NAME : CsvTask<TASK_CONTEXT, TASK_NAME.Row>
{
    // Entities added to Db, or changed there, are saved together with the position in the file: no SaveChanges here.
    public override void Process(Row row) => throw new NotImplementedException("Say what to do with one row.");
#else
public sealed class TASK_NAME : CsvTask<TASK_NAME.Row>
{
    // Called again for the last rows when the process dies meanwhile, so it must be harmless twice.
    public override void Process(Row row) => throw new NotImplementedException("Say what to do with one row.");
#endif

    /// <summary>A row: the properties are the columns that the header of the file names.</summary>
    public sealed record Row(int Id, string Name);
}
