namespace MaintenanceTasks;

/// <summary>Counts the rows of one file from its bytes as they pass. A hint: it never refuses a file.</summary>
public interface IRowCounter
{
    /// <summary>Takes the next bytes of the file, cut anywhere.</summary>
    /// <param name="bytes">The bytes.</param>
    void Add(ReadOnlySpan<byte> bytes);

    /// <summary>The number of rows, after the last byte; null when nobody knows.</summary>
    long? Complete();
}
