namespace MaintenanceTasks;

/// <summary>
/// Reads a stored file in chunks, from any position, each checked against its hash. Only asynchronous: chunks come from a database. Who goes on
/// reading has the next ones read ahead, some at once, while he works on the second half of those before; a stored file does not change.
/// </summary>
internal sealed class RunFileReader(IRunFiles files, RunFile file) : Stream
{
    /// <summary>Chunks read ahead at once: a question costs as much as reading two of them.</summary>
    private const int Ahead = 4;

    private Chunks? _chunks;
    private Task<Chunks>? _next;
    private byte[]? _spare;
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
        if (_chunks?.Has(number) != true) _chunks = await MoveToAsync(number, cancellationToken).ConfigureAwait(false);
        if (_next is null && _position >= _chunks.Middle && _chunks.End < file.Chunks) _next = ReadAhead(_chunks.End);
        var rest = _chunks.Bytes(number)[(int)(_position % RunFile.ChunkSize)..];
        var given = rest[..Math.Min(rest.Length, buffer.Length)];
        given.CopyTo(buffer);
        _position += given.Length;
        return given.Length;
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

    private async Task<Chunks> MoveToAsync(int number, CancellationToken cancellationToken)
    {
        var reading = _next is not null && number == _chunks?.End ? _next : ReadAsync(number, new byte[RunFile.ChunkSize], cancellationToken);
        _next = null;
        var chunks = await reading.ConfigureAwait(false);
        if (_chunks?.Buffer.Length > RunFile.ChunkSize) _spare = _chunks.Buffer;
        return chunks;
    }

    // Who never comes to the chunks is not told what was wrong with them.
    private Task<Chunks> ReadAhead(int first)
    {
        // Whoever fails with a buffer, or is given up, has kept it.
        var buffer = _spare ?? new byte[Ahead * RunFile.ChunkSize];
        _spare = null;
        var reading = Task.Run(() => ReadAsync(first, buffer, CancellationToken.None));
        _ = reading.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return reading;
    }

    private async Task<Chunks> ReadAsync(int first, byte[] buffer, CancellationToken cancellationToken)
    {
        var chunks = await PassingFaults.AskAsync(() => files.ChunksAsync(file.Id, first, buffer, cancellationToken)).ConfigureAwait(false);
        var end = Math.Min(file.Chunks, first + (buffer.Length / RunFile.ChunkSize));
        List<ReadOnlyMemory<byte>> whole = [];
        RunFileDamagedException? damage = null;
        while (first + whole.Count < end && damage is null)
        {
            var number = first + whole.Count;
            damage = DamageOf(number, chunks.ElementAtOrDefault(whole.Count) is { } chunk && chunk.Number == number ? chunk : null);
            if (damage is null) whole.Add(chunks[whole.Count].Bytes);
        }

        return new Chunks { First = first, End = end, Buffer = buffer, Whole = whole, Damage = damage };
    }

    private RunFileDamagedException? DamageOf(int number, RunFileChunk? chunk)
    {
        if (chunk is null) return Damaged(number, "it is missing: the file is truncated");
        var expected = Math.Min(RunFile.ChunkSize, file.Size - ((long)number * RunFile.ChunkSize));
        if (chunk.Bytes.Length != expected) return Damaged(number, $"expected {expected} bytes, found {chunk.Bytes.Length}");
        var hash = RunFileChunk.HashOf(chunk.Bytes.Span);
        return hash == chunk.Hash ? null : Damaged(number, $"expected SHA-256 {chunk.Hash}, found {hash}: the file was changed");
    }

    private RunFileDamagedException Damaged(int number, string what) => new(
        $"The stored file {file.StoredName} ({file.Name}) is damaged in chunk {number + 1} of {file.Chunks}: {what}. Start a new run with the file.");

    /// <summary>Chunks in a row, as far as they are whole, and what is wrong with the one after.</summary>
    private sealed class Chunks
    {
        public required int First { get; init; }

        public required int End { get; init; }

        public required byte[] Buffer { get; init; }

        public required List<ReadOnlyMemory<byte>> Whole { get; init; }

        public required RunFileDamagedException? Damage { get; init; }

        public long Middle => (long)(First + End) * RunFile.ChunkSize / 2;

        public bool Has(int number) => number >= First && number < End;

        public ReadOnlyMemory<byte> Bytes(int number) => number - First < Whole.Count ? Whole[number - First] : throw Damage!;
    }
}
