namespace MaintenanceTasks.Testing;

/// <summary>A file store under test, and what the engine does with it.</summary>
internal sealed class FilesBench(IRunFiles files)
{
    public IRunFiles Files => files;

    public static RunFile NewFile() => new()
    {
        Token = Guid.NewGuid(),
        Name = "Beiträge 2026.csv",
        StoredName = "20261123T120542Z_import_posts.csv",
        CreatedAt = new DateTime(2026, 11, 23, 12, 5, 42, DateTimeKind.Utc).AddMicroseconds(123_456),
    };

    /// <summary>Bytes that are the same each time and different at each place.</summary>
    public static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(index => (byte)((index * 31) ^ (index >> 8)))];

    public Task<RunFile> StoreAsync(byte[] bytes, RunFile? file = null, IRowCounter? rows = null) =>
        RunFileIntake.StoreAsync(files, file ?? NewFile(), new MemoryStream(bytes), rows, CancellationToken.None);

    public async Task<RunFile> FindAsync(Guid token) => Expect.NotNull(await files.FindAsync(token, CancellationToken.None).ConfigureAwait(false), "the file");

    public async Task<byte[]> ReadAsync(RunFile file, long from = 0)
    {
        using var read = new MemoryStream();
        await using var content = new RunFileReader(files, file) { Position = from };
        await content.CopyToAsync(read).ConfigureAwait(false);
        return read.ToArray();
    }
}
