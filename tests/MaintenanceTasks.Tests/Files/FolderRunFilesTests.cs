using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Tests.Files;

/// <summary>Input files in a folder.</summary>
public sealed class FolderRunFilesTests : IDisposable
{
    private readonly DirectoryInfo _outer = Directory.CreateTempSubdirectory("mt-files-");

    public static TheoryData<string> Cases => [.. RunFilesConformance.Cases];

    private string Folder => Path.Combine(_outer.FullName, "files");

    public void Dispose() => _outer.Delete(recursive: true);

    [Theory, MemberData(nameof(Cases))]
    public Task The_folder_keeps_the_contract_of_a_file_store(string name) => RunFilesConformance.RunAsync(name, new FolderRunFiles(Folder));

    [Theory]
    [InlineData("../../escaped.csv")]
    [InlineData("..\\..\\escaped.csv")]
    [InlineData("/etc/passwd")]
    [InlineData("nul\0.csv")]
    [InlineData("")]
    [Survives("S10")]
    public async Task Names_of_files_never_become_names_in_the_folder(string hostile)
    {
        var files = new FolderRunFiles(Folder);
        var file = await StoreAsync(files, [1, 2, 3], hostile);
        Assert.Equal([Folder], Directory.GetFileSystemEntries(_outer.FullName));
        var own = Assert.Single(Directory.GetFileSystemEntries(Folder));
        Assert.Equal(["content", "file.json", "hashes"], Directory.GetFileSystemEntries(own).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(hostile, (await files.FindAsync(file.Token, CancellationToken.None))!.Name);
    }

    [Fact]
    public async Task The_content_is_the_file_as_it_was_given()
    {
        byte[] bytes = [.. Enumerable.Range(0, RunFile.ChunkSize + 17).Select(index => (byte)index)];
        await StoreAsync(new FolderRunFiles(Folder), bytes);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(Folder, "content", SearchOption.AllDirectories))));
    }

    [Fact]
    public async Task Every_process_that_reaches_the_folder_has_the_file()
    {
        var file = await StoreAsync(new FolderRunFiles(Folder), [1, 2, 3]);
        Assert.Equal(file, await new FolderRunFiles(Folder).FindAsync(file.Token, CancellationToken.None));
    }

    [Fact]
    [Survives("F60")]
    public async Task What_was_changed_on_the_disk_is_refused()
    {
        var files = new FolderRunFiles(Folder);
        var file = await StoreAsync(files, [1, 2, 3]);
        await File.WriteAllBytesAsync(Assert.Single(Directory.GetFiles(Folder, "content", SearchOption.AllDirectories)), [1, 2, 4]);
        await using var content = new RunFileReader(files, file);
        Assert.Contains("was changed", (await Assert.ThrowsAsync<RunFileDamagedException>(() => content.CopyToAsync(Stream.Null))).Message);
    }

    [Theory]
    [InlineData("content", "truncated")]
    [InlineData("hashes", "truncated")]
    public async Task What_is_gone_from_the_disk_is_said(string name, string message)
    {
        var files = new FolderRunFiles(Folder);
        var file = await StoreAsync(files, [1, 2, 3]);
        File.Delete(Assert.Single(Directory.GetFiles(Folder, name, SearchOption.AllDirectories)));
        await using var content = new RunFileReader(files, file);
        Assert.Contains(message, (await Assert.ThrowsAsync<RunFileDamagedException>(() => content.CopyToAsync(Stream.Null))).Message);
    }

    [Fact]
    public async Task A_description_that_is_none_is_said_with_its_path()
    {
        var files = new FolderRunFiles(Folder);
        var file = await StoreAsync(files, [1]);
        await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(Folder, "file.json", SearchOption.AllDirectories)), "{");
        Assert.Contains("file.json", (await Assert.ThrowsAsync<RunFileDamagedException>(() => files.FindAsync(file.Token, CancellationToken.None))).Message);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_a_store_that_is_away_and_names_itself()
    {
        await File.WriteAllTextAsync(Folder, "a file where the folder should be");
        var away = await Assert.ThrowsAsync<RunStoreUnavailableException>(() => StoreAsync(new FolderRunFiles(Folder), [1]));
        Assert.Contains(Folder, away.Message);
    }

    [Fact]
    public async Task A_stream_that_breaks_leaves_nothing_in_the_folder()
    {
        var content = new MemoryStream([1, 2, 3]);
        await content.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => StoreAsync(new FolderRunFiles(Folder), content, "a.csv"));
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    private static Task<RunFile> StoreAsync(FolderRunFiles files, byte[] bytes, string name = "posts.csv") => StoreAsync(files, new MemoryStream(bytes), name);

    private static Task<RunFile> StoreAsync(FolderRunFiles files, Stream content, string name) => RunFileIntake.StoreAsync(
        files, new RunFile { Token = Guid.NewGuid(), Name = name, StoredName = "20261123T120542Z_import_posts.csv", CreatedAt = default }, content, null, CancellationToken.None);
}
