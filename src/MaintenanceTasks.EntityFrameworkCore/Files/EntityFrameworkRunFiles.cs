using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Input files in the application's own database, each chunk a row, written in a short transaction of its own.</summary>
internal sealed class EntityFrameworkRunFiles<TContext>(StoreContexts<TContext> contexts) : IRunFiles
    where TContext : DbContext
{
    public Task<long> BeginAsync(RunFile file, CancellationToken cancellationToken) => contexts.WriteAsync(
        async db =>
        {
            if (await IdAsync(db, file.Token, cancellationToken).ConfigureAwait(false) is var known and > 0) return (known, false);
            FileRow row = new() { Token = file.Token, Name = file.Name, StoredName = file.StoredName, CreatedAt = file.CreatedAt };
            await RowInsert.InsertAsync(db, [row], cancellationToken).ConfigureAwait(false);
            return (await IdAsync(db, file.Token, cancellationToken).ConfigureAwait(false), true);
        },
        cancellationToken);

    public Task AppendAsync(long fileId, RunFileChunk chunk, CancellationToken cancellationToken) => contexts.WriteAsync(
        async db =>
        {
            if (await Chunks(db, fileId).AnyAsync(row => row.Number == chunk.Number, cancellationToken).ConfigureAwait(false)) return (true, false);
            FileChunkRow row = new() { FileId = fileId, Number = chunk.Number, Bytes = chunk.Bytes.ToArray(), Hash = chunk.Hash };
            await RowInsert.InsertAsync(db, [row], cancellationToken).ConfigureAwait(false);
            return (true, true);
        },
        cancellationToken);

    public Task CompleteAsync(RunFile file, CancellationToken cancellationToken) => UpdateAsync(
        db => db.Set<FileRow>().IgnoreQueryFilters().Where(row => row.Id == file.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Size, file.Size).SetProperty(row => row.Rows, file.Rows).SetProperty(row => row.Hash, file.Hash),
            cancellationToken),
        cancellationToken);

    public Task BindAsync(Guid token, long runId, CancellationToken cancellationToken) => UpdateAsync(
        db => db.Set<FileRow>().IgnoreQueryFilters().Where(row => row.Token == token).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.RunId, runId), cancellationToken),
        cancellationToken);

    public Task<RunFile?> FindAsync(Guid token, CancellationToken cancellationToken) => contexts.ReadAsync(db =>
        Snapshots(db.Rows<FileRow>().Where(row => row.Token == token && row.Hash != "")).FirstOrDefaultAsync(cancellationToken));

    public Task<IReadOnlyList<RunFile>> ListAsync(DateTime createdBefore, long after, int limit, CancellationToken cancellationToken) =>
        contexts.ReadAsync<IReadOnlyList<RunFile>>(async db =>
            await Snapshots(db.Rows<FileRow>().Where(row => row.Id > after && row.CreatedAt < createdBefore).OrderBy(row => row.Id).Take(limit))
                .ToListAsync(cancellationToken).ConfigureAwait(false));

    // A row of Entity Framework Core's has its bytes in several new arrays, which takes more time than all the rest of reading it.
    public Task<IReadOnlyList<RunFileChunk>> ChunksAsync(long fileId, int first, byte[] buffer, CancellationToken cancellationToken) => contexts.ReadAsync(db =>
    {
        var select = new RowStatement<FileChunkRow>(db, db.Model);
        var number = select.Column(nameof(FileChunkRow.Number));
        select.Append($"SELECT {number}, {select.Column(nameof(FileChunkRow.Hash))}, {select.Column(nameof(FileChunkRow.Bytes))}");

        // Beside its row's own number SQLite gives the bytes themselves, not a copy.
        select.Append($"{(DatabaseKinds.IsSqlite(db) ? ", rowid" : "")} FROM {select.Table} WHERE ").Is(nameof(FileChunkRow.FileId), fileId);
        select.Append(" AND ").Is(nameof(FileChunkRow.Number), first, ">=");
        select.Append(" AND ").Is(nameof(FileChunkRow.Number), first + (buffer.Length / RunFile.ChunkSize), "<").Append($" ORDER BY {number}");
        return select.ReadAsync(Chunk, cancellationToken);

        RunFileChunk Chunk(DbDataReader row)
        {
            var place = row.GetInt32(0);
            var offset = (place - first) * RunFile.ChunkSize;
            return new RunFileChunk(place, buffer.AsMemory(offset, (int)row.GetBytes(2, 0, buffer, offset, RunFile.ChunkSize)), row.GetString(1));
        }
    });

    public Task DeleteAsync(Guid token, CancellationToken cancellationToken) => UpdateAsync(
        async db =>
        {
            var id = await IdAsync(db, token, cancellationToken).ConfigureAwait(false);
            await db.Set<FileChunkRow>().IgnoreQueryFilters().Where(row => row.FileId == id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            return await db.Set<FileRow>().IgnoreQueryFilters().Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    private Task<int> UpdateAsync(Func<TContext, Task<int>> update, CancellationToken cancellationToken) =>
        contexts.WriteAsync(async db => (await update(db).ConfigureAwait(false), true), cancellationToken);

    private static IQueryable<RunFile> Snapshots(IQueryable<FileRow> rows) => rows.Select(row => new RunFile
    {
        Id = row.Id,
        Token = row.Token,
        RunId = row.RunId,
        Name = row.Name,
        StoredName = row.StoredName,
        Size = row.Size,
        Rows = row.Rows,
        Hash = row.Hash,
        CreatedAt = row.CreatedAt,
    });

    private static IQueryable<FileChunkRow> Chunks(DbContext db, long fileId) => db.Rows<FileChunkRow>().Where(row => row.FileId == fileId);

    private static Task<long> IdAsync(DbContext db, Guid token, CancellationToken cancellationToken) =>
        db.Rows<FileRow>().Where(row => row.Token == token).Select(row => row.Id).FirstOrDefaultAsync(cancellationToken);
}
