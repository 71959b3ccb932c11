using System.Collections.Concurrent;

namespace MaintenanceTasks;

/// <summary>A file store that notes which chunks are read, and can give back others.</summary>
internal sealed class WatchedFiles(IRunFiles files) : IRunFiles
{
    public ConcurrentQueue<int> Read { get; } = [];

    public ConcurrentQueue<Guid> Begun { get; } = [];

    public Func<RunFileChunk, RunFileChunk?> Answer { get; set; } = chunk => chunk;

    public Task<long> BeginAsync(RunFile file, CancellationToken cancellationToken)
    {
        Begun.Enqueue(file.Token);
        return files.BeginAsync(file, cancellationToken);
    }

    public Task AppendAsync(long fileId, RunFileChunk chunk, CancellationToken cancellationToken) => files.AppendAsync(fileId, chunk, cancellationToken);

    public Task CompleteAsync(RunFile file, CancellationToken cancellationToken) => files.CompleteAsync(file, cancellationToken);

    public Task BindAsync(Guid token, long runId, CancellationToken cancellationToken) => files.BindAsync(token, runId, cancellationToken);

    public Task<RunFile?> FindAsync(Guid token, CancellationToken cancellationToken) => files.FindAsync(token, cancellationToken);

    public async Task<IReadOnlyList<RunFileChunk>> ChunksAsync(long fileId, int first, byte[] buffer, CancellationToken cancellationToken)
    {
        var chunks = await files.ChunksAsync(fileId, first, buffer, cancellationToken);
        foreach (var chunk in chunks) Read.Enqueue(chunk.Number);
        return [.. chunks.Select(Answer).OfType<RunFileChunk>()];
    }

    public Task<IReadOnlyList<RunFile>> ListAsync(DateTime createdBefore, long after, int limit, CancellationToken cancellationToken) =>
        files.ListAsync(createdBefore, after, limit, cancellationToken);

    public Task DeleteAsync(Guid token, CancellationToken cancellationToken) => files.DeleteAsync(token, cancellationToken);
}
