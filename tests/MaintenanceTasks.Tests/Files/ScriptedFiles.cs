using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Tests.Files;

/// <summary>A file store that notes what is read and can answer otherwise than it should.</summary>
internal sealed class ScriptedFiles : IRunFiles
{
    private readonly InMemoryRunFiles _files = new();

    public Func<RunFileChunk, RunFileChunk?> Answer { get; set; } = chunk => chunk;

    public List<int> Read { get; } = [];

    public Task<long> BeginAsync(RunFile file, CancellationToken cancellationToken) => _files.BeginAsync(file, cancellationToken);

    public Task AppendAsync(long fileId, RunFileChunk chunk, CancellationToken cancellationToken) => _files.AppendAsync(fileId, chunk, cancellationToken);

    public Task CompleteAsync(RunFile file, CancellationToken cancellationToken) => _files.CompleteAsync(file, cancellationToken);

    public Task BindAsync(Guid token, long runId, CancellationToken cancellationToken) => _files.BindAsync(token, runId, cancellationToken);

    public Task<RunFile?> FindAsync(Guid token, CancellationToken cancellationToken) => _files.FindAsync(token, cancellationToken);

    public async Task<RunFileChunk?> ChunkAsync(long fileId, int number, CancellationToken cancellationToken)
    {
        Read.Add(number);
        return await _files.ChunkAsync(fileId, number, cancellationToken) is { } chunk ? Answer(chunk) : null;
    }

    public Task DeleteAsync(Guid token, CancellationToken cancellationToken) => _files.DeleteAsync(token, cancellationToken);
}
