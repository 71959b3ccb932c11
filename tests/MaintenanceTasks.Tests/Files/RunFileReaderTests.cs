using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Tests.Files;

public sealed class RunFileReaderTests
{
    private const int Size = (2 * RunFile.ChunkSize) + 10;
    private readonly WatchedFiles _files = new(new InMemoryRunFiles());

    [Fact]
    public async Task Only_the_chunks_that_are_needed_are_read()
    {
        var file = await StoreAsync();
        await ReadAsync(file, RunFile.ChunkSize);
        Assert.Equal([1, 2], _files.Read);
    }

    [Fact]
    public async Task A_changed_chunk_is_refused_by_number_when_it_is_reached()
    {
        var file = await StoreAsync();
        _files.Answer = chunk => chunk.Number == 1 ? chunk with { Bytes = new byte[RunFile.ChunkSize] } : chunk;
        var read = new MemoryStream();
        await using var content = new RunFileReader(_files, file);
        var damage = await Assert.ThrowsAsync<RunFileDamagedException>(() => content.CopyToAsync(read));
        Assert.Contains("chunk 2 of 3", damage.Message);
        Assert.Contains("was changed", damage.Message);
        Assert.Equal(RunFile.ChunkSize, read.Length);
    }

    [Fact]
    [Survives("F59")]
    public async Task A_missing_chunk_is_a_truncated_file()
    {
        var file = await StoreAsync();
        _files.Answer = chunk => chunk.Number == 2 ? null : chunk;
        var damage = await Assert.ThrowsAsync<RunFileDamagedException>(() => ReadAsync(file, 0));
        Assert.Contains("chunk 3 of 3", damage.Message);
        Assert.Contains("truncated", damage.Message);
    }

    [Fact]
    public async Task A_short_chunk_is_refused_with_both_lengths()
    {
        var file = await StoreAsync();
        _files.Answer = chunk => RunFileChunk.Of(chunk.Number, chunk.Bytes[..5]);
        var damage = await Assert.ThrowsAsync<RunFileDamagedException>(() => ReadAsync(file, 0));
        Assert.Contains("expected 262144 bytes, found 5", damage.Message);
    }

    [Fact]
    [Survives("F62")]
    public async Task A_store_that_is_away_is_a_reason_to_wait()
    {
        var file = await StoreAsync();
        _files.Answer = _ => throw new RunStoreUnavailableException("down");
        await Assert.ThrowsAsync<CollectionUnavailableException>(() => ReadAsync(file, 0));
    }

    [Fact]
    public async Task A_stream_that_breaks_leaves_nothing_of_the_file()
    {
        var token = Guid.NewGuid();
        await Assert.ThrowsAsync<IOException>(() => RunFileIntake.StoreAsync(_files, NewFile(token), new Broken(), null, CancellationToken.None));
        Assert.Empty(await _files.ChunksAsync(1, 0, new byte[RunFile.ChunkSize], CancellationToken.None));
        Assert.Null(await _files.FindAsync(token, CancellationToken.None));
    }

    private static RunFile NewFile(Guid token) => new() { Token = token, Name = "a.csv", StoredName = "b.csv", CreatedAt = default };

    private Task<RunFile> StoreAsync() =>
        RunFileIntake.StoreAsync(_files, NewFile(Guid.NewGuid()), new MemoryStream([.. Enumerable.Range(0, Size).Select(index => (byte)index)]), null, CancellationToken.None);

    private async Task ReadAsync(RunFile file, long from)
    {
        await using var content = new RunFileReader(_files, file) { Position = from };
        await content.CopyToAsync(Stream.Null);
    }

    /// <summary>Gives one chunk, then fails, as an upload does that is cut off.</summary>
    private sealed class Broken : MemoryStream
    {
        private int _left = RunFile.ChunkSize;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0) throw new IOException("cut off");
            var read = Math.Min(_left, buffer.Length);
            _left -= read;
            return new(read);
        }
    }
}
