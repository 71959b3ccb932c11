namespace MaintenanceTasks;

/// <summary>
/// Reads a stored file, a chunk at a time, from any position. Each chunk is checked against its hash as it is read. Only
/// asynchronous: chunks come from a database. The next chunk is read while the second half of one is worked on; a stored file does not change.
/// </summary>
internal sealed class RunFileReader(IRunFiles files, RunFile file) : Stream
{
    private ReadOnlyMemory<byte> _chunk;
    private int _number = -1;
    private Task<ReadOnlyMemory<byte>>? _next;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Size;

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A position is not negative.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= file.Size || buffer.IsEmpty) return 0;
        var number = (int)(_position / RunFile.ChunkSize);
        if (number != _number)
        {
            var reading = number == _number + 1 && _next is not null ? _next : ChunkAsync(number, cancellationToken);
            _next = null;
            _chunk = await reading.ConfigureAwait(false);
            _number = number;
        }

        if (_next is null && _position % RunFile.ChunkSize >= RunFile.ChunkSize / 2 && number + 1 < file.Chunks) _next = Ahead(number + 1);
        var rest = _chunk[(int)(_position % RunFile.ChunkSize)..];
        var read = rest[..Math.Min(rest.Length, buffer.Length)];
        read.CopyTo(buffer);
        _position += read.Length;
        return read.Length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Stored files are read asynchronously: call ReadAsync.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => file.Size + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("A stored file is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A stored file is only read.");

    // Who never comes to the chunk is not told what was wrong with it.
    private Task<ReadOnlyMemory<byte>> Ahead(int number)
    {
        var reading = Task.Run(() => ChunkAsync(number, CancellationToken.None));
        _ = reading.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return reading;
    }

    private async Task<ReadOnlyMemory<byte>> ChunkAsync(int number, CancellationToken cancellationToken)
    {
        var chunk = await PassingFaults.AskAsync(() => files.ChunkAsync(file.Id, number, cancellationToken)).ConfigureAwait(false)
            ?? throw Damaged(number, "it is missing: the file is truncated");
        var expected = Math.Min(RunFile.ChunkSize, file.Size - ((long)number * RunFile.ChunkSize));
        if (chunk.Bytes.Length != expected) throw Damaged(number, $"expected {expected} bytes, found {chunk.Bytes.Length}");
        var hash = RunFileChunk.HashOf(chunk.Bytes.Span);
        return hash == chunk.Hash ? chunk.Bytes : throw Damaged(number, $"expected SHA-256 {chunk.Hash}, found {hash}: the file was changed");
    }

    private RunFileDamagedException Damaged(int number, string what) => new(
        $"The stored file {file.StoredName} ({file.Name}) is damaged in chunk {number + 1} of {file.Chunks}: {what}. Start a new run with the file.");
}
