namespace MaintenanceTasks.Dashboard;

/// <summary>What a task works on, in words, from the kind of task its class is.</summary>
internal static class CollectionKind
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["EntityTask"] = "rows of the database, one at a time",
        ["BatchTask"] = "rows of the database, in batches",
        ["ListTask"] = "the elements of a list",
        ["ContextListTask"] = "the elements of a list",
        ["SourceTask"] = "items of a source, one at a time",
        ["ContextSourceTask"] = "items of a source, one at a time",
        ["NestedTask"] = "items of items, level by level",
        ["CsvTask"] = "the rows of a CSV file",
        ["CsvBatchTask"] = "the rows of a CSV file, in batches",
        ["OneOffTask"] = "nothing: it is called once",
        ["ContextOneOffTask"] = "nothing: it is called once",
    };

    public static string Describe(Type task)
    {
        for (var type = task.BaseType; type is not null; type = type.BaseType)
        {
            if (type.Namespace?.StartsWith("MaintenanceTasks", StringComparison.Ordinal) == true
                && Words.TryGetValue(type.Name.Split('`')[0], out var words)) return words;
        }

        return task.IsAssignableTo(typeof(IFileTask)) ? "a file" : "items of its own";
    }
}
