namespace MaintenanceTasks.Testing;

/// <summary>Input files in the memory of one process, for tests. Everything is gone with the instance.</summary>
public sealed class InMemoryRunFiles : IRunFiles
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, RunFile> _files = [];
    private readonly Dictionary<(long File, int Number), RunFileChunk> _chunks = [];
    private long _lastId;

    /// <inheritdoc/>
    public Task<long> BeginAsync(RunFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Locked(() =>
        {
            if (!_files.ContainsKey(file.Token)) _files.Add(file.Token, file with { Id = ++_lastId });
            return _files[file.Token].Id;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task AppendAsync(long fileId, RunFileChunk chunk, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        return Locked(() => _chunks.TryAdd((fileId, chunk.Number), chunk with { Bytes = chunk.Bytes.ToArray() }), cancellationToken);
    }

    /// <inheritdoc/>
    public Task CompleteAsync(RunFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Change(stored => stored.Id == file.Id, stored => stored with { Size = file.Size, Rows = file.Rows, Hash = file.Hash }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task BindAsync(Guid token, long runId, CancellationToken cancellationToken) =>
        Change(stored => stored.Token == token, stored => stored with { RunId = runId }, cancellationToken);

    /// <inheritdoc/>
    public Task<RunFile?> FindAsync(Guid token, CancellationToken cancellationToken) =>
        Locked(() => _files.GetValueOrDefault(token) is { Hash.Length: > 0 } complete ? complete : null, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunFileChunk>> ChunksAsync(long fileId, int first, byte[] buffer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return Locked(IReadOnlyList<RunFileChunk> () =>
            [.. Enumerable.Range(first, buffer.Length / RunFile.ChunkSize).Select(number => _chunks.GetValueOrDefault((fileId, number))).OfType<RunFileChunk>()], cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunFile>> ListAsync(DateTime createdBefore, long after, int limit, CancellationToken cancellationToken) =>
        Locked(IReadOnlyList<RunFile> () =>
            [.. _files.Values.Where(file => file.Id > after && file.CreatedAt < createdBefore).OrderBy(file => file.Id).Take(limit)], cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(Guid token, CancellationToken cancellationToken) => Locked(() =>
    {
        if (!_files.Remove(token, out var file)) return false;
        foreach (var key in _chunks.Keys.Where(key => key.File == file.Id).ToArray()) _chunks.Remove(key);
        return true;
    }, cancellationToken);

    private Task<bool> Change(Func<RunFile, bool> which, Func<RunFile, RunFile> change, CancellationToken cancellationToken) => Locked(() =>
    {
        foreach (var file in _files.Values.Where(which).ToArray()) _files[file.Token] = change(file);
        return true;
    }, cancellationToken);

    private Task<T> Locked<T>(Func<T> answer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        lock (_gate) return Task.FromResult(answer());
    }
}
