namespace MaintenanceTasks;

/// <summary>
/// Where input files of runs are kept, in chunks, so that every machine has them and nobody holds one in memory. Every
/// implementation passes <c>RunFilesConformance</c> of the package MaintenanceTasks.Testing, and is registered as a singleton.
/// </summary>
/// <remarks>
/// Cutting, hashing and checking are the engine's; an implementation keeps and gives back. Each method may be repeated after a
/// lost acknowledgement, and throws <see cref="RunStoreUnavailableException"/> when the store cannot be reached.
/// </remarks>
public interface IRunFiles
{
    /// <summary>Begins a file, which is found only after <see cref="CompleteAsync"/>.</summary>
    /// <param name="file">Token, names and time; id, size and hash are not known yet.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The id of the file; the same again for the same token.</returns>
    Task<long> BeginAsync(RunFile file, CancellationToken cancellationToken);

    /// <summary>Keeps a chunk; one that is there already stays as it is.</summary>
    /// <param name="fileId">The file.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task AppendAsync(long fileId, RunFileChunk chunk, CancellationToken cancellationToken);

    /// <summary>Keeps size, rows and hash, after the last chunk.</summary>
    /// <param name="file">The file with its id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task CompleteAsync(RunFile file, CancellationToken cancellationToken);

    /// <summary>Says which run a file belongs to.</summary>
    /// <param name="token">Token of file and run.</param>
    /// <param name="runId">Id of the run.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task BindAsync(Guid token, long runId, CancellationToken cancellationToken);

    /// <summary>Finds a complete file; null when there is none.</summary>
    /// <param name="token">Token of file and run.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<RunFile?> FindAsync(Guid token, CancellationToken cancellationToken);

    /// <summary>Reads chunks in a row: as many as there are and as the buffer has room for. Those after a missing one may be left out.</summary>
    /// <param name="fileId">The file.</param>
    /// <param name="first">The place of the first, from 0.</param>
    /// <param name="buffer">
    /// A multiple of <see cref="RunFile.ChunkSize"/> bytes. Those of the chunks may be read into it, so that none are allocated for each; the caller uses it
    /// again when it is done with the answer.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The chunks in order; none when there is none at that place.</returns>
    Task<IReadOnlyList<RunFileChunk>> ChunksAsync(long fileId, int first, byte[] buffer, CancellationToken cancellationToken);

    /// <summary>Lists files by id, complete or not.</summary>
    /// <param name="createdBefore">Only files whose <see cref="RunFile.CreatedAt"/> is before this time, UTC.</param>
    /// <param name="after">Only files with a greater id.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<IReadOnlyList<RunFile>> ListAsync(DateTime createdBefore, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Forgets a file with its chunks, complete or not; harmless when there is none.</summary>
    /// <param name="token">Token of the file.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task DeleteAsync(Guid token, CancellationToken cancellationToken);
}
