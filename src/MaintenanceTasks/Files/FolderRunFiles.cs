using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MaintenanceTasks;

/// <summary>
/// Input files in a folder, each in one of its own: <c>content</c> as it was given, <c>hashes</c> with a line for each chunk, and
/// <c>file.json</c>, which is moved into its place once the rest is on the disk and without which a file is not found. No name in
/// the folder comes from outside: all are made of the token. <c>begun.json</c> tells what an incomplete one is to become.
/// </summary>
internal sealed class FolderRunFiles(string folder) : IRunFiles
{
    private const string Content = "content";
    private const string Hashes = "hashes";
    private const string Description = "file.json";
    private const string Draft = "begun.json";
    private const int HashLine = RunFileChunk.HashLength + 1;

    public Task<long> BeginAsync(RunFile file, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        var id = IdOf(file.Token);
        Directory.CreateDirectory(FolderOf(id));
        if (!File.Exists(PathOf(id, Description))) await PublishAsync(file with { Id = id }, Draft, cancellationToken).ConfigureAwait(false);
        return id;
    });

    public Task AppendAsync(long fileId, RunFileChunk chunk, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        // The hash is written after the bytes: a chunk that has one is there.
        await using var hashes = Open(fileId, Hashes, FileMode.OpenOrCreate);
        var line = (long)chunk.Number * HashLine;
        if (hashes.Length >= line + HashLine) return true;
        await using var content = Open(fileId, Content, FileMode.OpenOrCreate);
        content.Position = (long)chunk.Number * RunFile.ChunkSize;
        await content.WriteAsync(chunk.Bytes, cancellationToken).ConfigureAwait(false);
        hashes.Position = line;
        await hashes.WriteAsync(Encoding.ASCII.GetBytes(chunk.Hash + "\n"), cancellationToken).ConfigureAwait(false);
        return true;
    });

    public Task CompleteAsync(RunFile file, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        if (await ReadAsync(file.Id, cancellationToken).ConfigureAwait(false) is not null) return true;
        foreach (var name in new[] { Content, Hashes })
        {
            await using var written = Open(file.Id, name, FileMode.OpenOrCreate);
            written.Flush(flushToDisk: true);
        }

        await PublishAsync(file, Description, cancellationToken).ConfigureAwait(false);
        File.Delete(PathOf(file.Id, Draft));
        return true;
    });

    public Task BindAsync(Guid token, long runId, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        if (await ReadAsync(IdOf(token), cancellationToken).ConfigureAwait(false) is { } file && file.Token == token)
        {
            await PublishAsync(file with { RunId = runId }, Description, cancellationToken).ConfigureAwait(false);
        }

        return true;
    });

    public Task<RunFile?> FindAsync(Guid token, CancellationToken cancellationToken) => GuardAsync(async () =>
        await ReadAsync(IdOf(token), cancellationToken).ConfigureAwait(false) is { } file && file.Token == token ? file : null);

    public Task<IReadOnlyList<RunFileChunk>> ChunksAsync(long fileId, int first, byte[] buffer, CancellationToken cancellationToken) =>
        GuardAsync<IReadOnlyList<RunFileChunk>>(async () =>
        {
            if (!File.Exists(PathOf(fileId, Hashes)) || !File.Exists(PathOf(fileId, Content))) return [];
            var lines = new byte[buffer.Length / RunFile.ChunkSize * HashLine];
            var hashes = await ReadAsync(fileId, Hashes, (long)first * HashLine, lines, cancellationToken).ConfigureAwait(false);
            var content = await ReadAsync(fileId, Content, (long)first * RunFile.ChunkSize, buffer, cancellationToken).ConfigureAwait(false);
            List<RunFileChunk> chunks = [];
            while (hashes.Length >= RunFileChunk.HashLength)
            {
                var length = Math.Min(RunFile.ChunkSize, content.Length);
                chunks.Add(new RunFileChunk(first + chunks.Count, content[..length], Encoding.ASCII.GetString(hashes.Span[..RunFileChunk.HashLength])));
                (hashes, content) = (hashes[Math.Min(HashLine, hashes.Length)..], content[length..]);
            }

            return chunks;
        });

    public Task<IReadOnlyList<RunFile>> ListAsync(DateTime createdBefore, long after, int limit, CancellationToken cancellationToken) =>
        GuardAsync<IReadOnlyList<RunFile>>(async () =>
        {
            List<RunFile> found = [];
            foreach (var id in Ids().Where(id => id > after).Order())
            {
                if (found.Count == limit) break;
                if (await DescribedAsync(id, cancellationToken).ConfigureAwait(false) is { } file && file.CreatedAt < createdBefore) found.Add(file);
            }

            return found;
        });

    public Task DeleteAsync(Guid token, CancellationToken cancellationToken) => GuardAsync(() =>
    {
        var id = IdOf(token);
        if (!Directory.Exists(FolderOf(id))) return Task.FromResult(false);

        // What makes it a file goes first: nobody finds one whose chunks are half gone.
        File.Delete(PathOf(id, Description));
        Directory.Delete(FolderOf(id), recursive: true);
        return Task.FromResult(true);
    });

    // Machines that share the folder share no counter.
    private static long IdOf(Guid token) => Math.Max(1, BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(token.ToByteArray())) & long.MaxValue);

    private IEnumerable<long> Ids()
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var path in Directory.EnumerateDirectories(folder))
        {
            // The folder is for these files alone; whatever else is in it is not touched.
            if (long.TryParse(Path.GetFileName(path), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) && FolderOf(id) == path) yield return id;
        }
    }

    private string FolderOf(long id) => Path.Combine(folder, id.ToString("x16", CultureInfo.InvariantCulture));

    private string PathOf(long id, string name) => Path.Combine(FolderOf(id), name);

    private FileStream Open(long id, string name, FileMode mode) =>
        new(PathOf(id, name), mode, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    private async Task<ReadOnlyMemory<byte>> ReadAsync(long id, string name, long from, byte[] buffer, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(PathOf(id, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        file.Position = from;
        return buffer.AsMemory(0, await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A file, complete or not; null when nobody can tell what it is, so that it is left alone.</summary>
    private async Task<RunFile?> DescribedAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(id, Description, cancellationToken).ConfigureAwait(false) ?? await ReadAsync(id, Draft, cancellationToken).ConfigureAwait(false);
        }
        catch (RunFileDamagedException)
        {
            return null;
        }
    }

    private Task<RunFile?> ReadAsync(long id, CancellationToken cancellationToken) => ReadAsync(id, Description, cancellationToken);

    private async Task<RunFile?> ReadAsync(long id, string name, CancellationToken cancellationToken)
    {
        var path = PathOf(id, name);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<RunFile>(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (JsonException exception)
        {
            throw new RunFileDamagedException($"Expected the description of an input file in {path}, found: {exception.Message}");
        }
    }

    private async Task PublishAsync(RunFile file, string name, CancellationToken cancellationToken)
    {
        var draft = PathOf(file.Id, $"{name}.{Guid.NewGuid():N}");
        await using (var written = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            await written.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(file), cancellationToken).ConfigureAwait(false);
            written.Flush(flushToDisk: true);
        }

        File.Move(draft, PathOf(file.Id, name), overwrite: true);
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RunStoreUnavailableException($"The folder of input files {folder} cannot be used: {exception.Message}", exception);
        }
    }
}
