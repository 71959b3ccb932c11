namespace MaintenanceTasks;

/// <summary>What is known of the input file of a run. Its bytes are kept in chunks; see <see cref="IRunFiles"/>.</summary>
public sealed record RunFile
{
    /// <summary>Bytes in each chunk but the last: 262,144. Stored files rely on it, so it never changes.</summary>
    public const int ChunkSize = 256 * 1024;

    /// <summary>Number of the file in its store; 0 before it has one.</summary>
    public long Id { get; init; }

    /// <summary>The token of the run it belongs to (<see cref="Run.Token"/>): known before the run is, so that no run is without its file.</summary>
    public required Guid Token { get; init; }

    /// <summary>Id of the run it belongs to; null until that exists.</summary>
    public long? RunId { get; init; }

    /// <summary>The name it was given with, without folders.</summary>
    public required string Name { get; init; }

    /// <summary>The name it is kept under: UTC time and task, such as <c>20261123T120542Z_import_posts.csv</c>.</summary>
    public required string StoredName { get; init; }

    /// <summary>Size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>Rows counted while it was stored, or null when nobody knows.</summary>
    public long? Rows { get; init; }

    /// <summary>SHA-256 of the whole file, 64 lower-case hexadecimal digits; empty while it is not complete.</summary>
    public string Hash { get; init; } = "";

    /// <summary>When storing it began, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>How many chunks it has.</summary>
    public int Chunks => (int)((Size + ChunkSize - 1) / ChunkSize);
}
