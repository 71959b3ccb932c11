using System.Security.Cryptography;

namespace MaintenanceTasks.Testing;

internal static class FileCases
{
    private const int Size = (2 * RunFile.ChunkSize) + 12_345;

    public static async Task A_file_reads_back_as_it_was_stored(FilesBench bench)
    {
        foreach (var size in new[] { 1, RunFile.ChunkSize - 1, RunFile.ChunkSize, RunFile.ChunkSize + 1, Size })
        {
            var file = await bench.StoreAsync(FilesBench.Bytes(size));
            Expect.Equal(size, file.Size);
            var read = await bench.ReadAsync(await bench.FindAsync(file.Token));
            Expect.True(FilesBench.Bytes(size).AsSpan().SequenceEqual(read), $"the same {size} bytes");
        }
    }

    public static async Task A_file_can_be_read_from_any_byte_on(FilesBench bench)
    {
        var bytes = FilesBench.Bytes(Size);
        var file = await bench.StoreAsync(bytes);
        foreach (var from in new[] { 1, RunFile.ChunkSize - 1, RunFile.ChunkSize, RunFile.ChunkSize + 1, Size - 1, Size, Size + 1 })
        {
            var read = await bench.ReadAsync(file, from);
            Expect.True(bytes.AsSpan(Math.Min(from, Size)).SequenceEqual(read), $"the same bytes from byte {from} on");
        }
    }

    public static async Task An_empty_file_is_a_file(FilesBench bench)
    {
        var file = await bench.FindAsync((await bench.StoreAsync([])).Token);
        Expect.Equal(0L, file.Size);
        Expect.Equal(0, (await bench.ReadAsync(file)).Length);
    }

    public static async Task A_file_keeps_names_time_size_rows_and_hash(FilesBench bench)
    {
        var bytes = FilesBench.Bytes(Size);
        var given = FilesBench.NewFile();
        var stored = await bench.StoreAsync(bytes, given, new FixedCount(5_000_000_000));
        var found = await bench.FindAsync(given.Token);
        Expect.Equal(stored, found);
        Expect.Equal(given with { Id = found.Id, Size = Size, Rows = 5_000_000_000, Hash = Convert.ToHexStringLower(SHA256.HashData(bytes)) }, found);
        Expect.Equal(DateTimeKind.Utc, found.CreatedAt.Kind);
    }

    public static async Task Rows_that_nobody_counted_stay_unknown(FilesBench bench) =>
        Expect.Equal(null, (await bench.FindAsync((await bench.StoreAsync([1])).Token)).Rows);

    public static async Task A_file_is_found_only_when_it_is_complete(FilesBench bench)
    {
        var file = FilesBench.NewFile();
        Expect.Null(await bench.Files.FindAsync(file.Token, CancellationToken.None));
        var id = await bench.Files.BeginAsync(file, CancellationToken.None);
        await bench.Files.AppendAsync(id, RunFileChunk.Of(0, new byte[] { 1 }), CancellationToken.None);
        Expect.Null(await bench.Files.FindAsync(file.Token, CancellationToken.None));
        await bench.Files.CompleteAsync(file with { Id = id, Size = 1, Hash = new string('a', 64) }, CancellationToken.None);
        Expect.Equal(1L, (await bench.FindAsync(file.Token)).Size);
    }

    public static async Task What_is_repeated_after_a_lost_acknowledgement_changes_nothing(FilesBench bench)
    {
        var file = FilesBench.NewFile();
        var id = await bench.Files.BeginAsync(file, CancellationToken.None);
        Expect.Equal(id, await bench.Files.BeginAsync(file, CancellationToken.None));
        var chunk = RunFileChunk.Of(0, new byte[] { 1, 2, 3 });
        await bench.Files.AppendAsync(id, chunk, CancellationToken.None);
        await bench.Files.AppendAsync(id, chunk, CancellationToken.None);
        var complete = file with { Id = id, Size = 3, Hash = chunk.Hash };
        await bench.Files.CompleteAsync(complete, CancellationToken.None);
        await bench.Files.CompleteAsync(complete, CancellationToken.None);
        Expect.Same(new byte[] { 1, 2, 3 }, await bench.ReadAsync(await bench.FindAsync(file.Token)));
    }

    public static async Task A_chunk_is_kept_although_the_memory_it_came_from_is_used_again(FilesBench bench)
    {
        var file = FilesBench.NewFile();
        var id = await bench.Files.BeginAsync(file, CancellationToken.None);
        var memory = new byte[] { 1, 2, 3 };
        await bench.Files.AppendAsync(id, RunFileChunk.Of(0, memory), CancellationToken.None);
        memory.AsSpan().Clear();
        Expect.Same(new byte[] { 1, 2, 3 }, (await ChunksAsync(bench, id, 0)).Single().Bytes.ToArray());
    }

    public static async Task A_file_is_bound_to_its_run_and_others_are_not(FilesBench bench)
    {
        var first = await bench.StoreAsync([1]);
        var second = await bench.StoreAsync([2]);
        await bench.Files.BindAsync(first.Token, 42, CancellationToken.None);
        Expect.Equal(first with { RunId = 42 }, await bench.FindAsync(first.Token));
        Expect.Equal(null, (await bench.FindAsync(second.Token)).RunId);
    }

    public static async Task Files_do_not_share_chunks(FilesBench bench)
    {
        var first = await bench.StoreAsync([1, 1]);
        var second = await bench.StoreAsync([2, 2]);
        Expect.Same(new byte[] { 1, 1 }, await bench.ReadAsync(first));
        Expect.Same(new byte[] { 2, 2 }, await bench.ReadAsync(second));
    }

    public static async Task A_deleted_file_is_gone_with_its_chunks_and_no_other(FilesBench bench)
    {
        var gone = await bench.StoreAsync(FilesBench.Bytes(Size));
        var kept = await bench.StoreAsync([7]);
        await bench.Files.DeleteAsync(gone.Token, CancellationToken.None);
        await bench.Files.DeleteAsync(gone.Token, CancellationToken.None);
        Expect.Null(await bench.Files.FindAsync(gone.Token, CancellationToken.None));
        Expect.Equal(0, (await ChunksAsync(bench, gone.Id, 0)).Count);
        Expect.Same(new byte[] { 7 }, await bench.ReadAsync(await bench.FindAsync(kept.Token)));
    }

    public static async Task Files_are_listed_by_id_complete_or_not(FilesBench bench)
    {
        var complete = await bench.StoreAsync([1]);
        var begun = FilesBench.NewFile();
        var id = await bench.Files.BeginAsync(begun, CancellationToken.None);
        await bench.Files.AppendAsync(id, RunFileChunk.Of(0, new byte[] { 1 }), CancellationToken.None);

        var later = begun.CreatedAt.AddSeconds(1);
        var listed = await bench.Files.ListAsync(later, 0, 10, CancellationToken.None);
        Expect.Same(new[] { (complete.Id, complete.Token), (id, begun.Token) }.Order(), listed.Select(file => (file.Id, file.Token)));
        Expect.Same([listed[1].Token], (await bench.Files.ListAsync(later, listed[0].Id, 10, CancellationToken.None)).Select(file => file.Token));
        Expect.Same([listed[0].Token], (await bench.Files.ListAsync(later, 0, 1, CancellationToken.None)).Select(file => file.Token));
        Expect.Equal(0, (await bench.Files.ListAsync(begun.CreatedAt, 0, 10, CancellationToken.None)).Count);
    }

    public static async Task A_file_that_was_begun_and_never_completed_can_be_deleted(FilesBench bench)
    {
        var begun = FilesBench.NewFile();
        var id = await bench.Files.BeginAsync(begun, CancellationToken.None);
        await bench.Files.AppendAsync(id, RunFileChunk.Of(0, new byte[] { 1 }), CancellationToken.None);

        await bench.Files.DeleteAsync(begun.Token, CancellationToken.None);

        Expect.Equal(0, (await bench.Files.ListAsync(begun.CreatedAt.AddDays(1), 0, 10, CancellationToken.None)).Count);
        Expect.Equal(0, (await ChunksAsync(bench, id, 0)).Count);
    }

    public static async Task Chunks_that_are_not_there_are_left_out(FilesBench bench)
    {
        var file = await bench.StoreAsync(FilesBench.Bytes(Size));
        Expect.Same(new[] { 0, 1 }, (await ChunksAsync(bench, file.Id, 0, 2)).Select(chunk => chunk.Number));
        Expect.Same(new[] { 1, 2 }, (await ChunksAsync(bench, file.Id, 1, 5)).Select(chunk => chunk.Number));
        Expect.Equal(0, (await ChunksAsync(bench, file.Id, 3)).Count);
    }

    private static Task<IReadOnlyList<RunFileChunk>> ChunksAsync(FilesBench bench, long id, int first, int room = 1) =>
        bench.Files.ChunksAsync(id, first, new byte[room * RunFile.ChunkSize], CancellationToken.None);

    private sealed class FixedCount(long rows) : IRowCounter
    {
        public void Add(ReadOnlySpan<byte> bytes)
        {
        }

        public long? Complete() => rows;
    }
}
