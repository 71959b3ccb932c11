using MaintenanceTasks.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Csv.Tests;

/// <summary>Imports into the runs' own database, with the real engine.</summary>
public sealed class ImportTests
{
    private const int Many = 60_000;

    [Theory, ClassData(typeof(Databases))]
    [Ancestor("C010")]
    public async Task The_file_of_a_run_reads_back_byte_for_byte(string kind)
    {
        await using var shop = await Shop.OpenAsync(kind);
        var text = Inputs.Posts(Many);
        var run = await shop.Runner.StartAsync<ImportItems>(options: Inputs.Of(text));
        var file = await shop.Runner.FindFileAsync(run.Id);
        using var read = new StreamReader(shop.Runner.OpenFile(file!));
        Assert.Equal(text, await read.ReadToEndAsync());
        Assert.Null(await shop.Runner.FindFileAsync(run.Id + 1));
    }

    [Theory, ClassData(typeof(Databases))]
    [Ancestor("C013")]
    [Ancestor("C359", Better = "rows are counted while the file is stored, whatever it comes from")]
    public async Task Rows_and_position_commit_together_and_the_run_knows_its_file(string kind)
    {
        await using var shop = await Shop.OpenAsync(kind);
        var run = await shop.WorkAsync((await shop.Runner.StartAsync<ImportItems>(options: Inputs.Of(Inputs.Posts(2500)))).Id);
        Assert.Equal((RunStatus.Succeeded, 2500L, 2500L, 2500L), (run.Status, run.Ticks, run.Total, run.Affected));
        Assert.Equal(DeliveryMode.Transactional, run.Delivery);
        Assert.Equal(Enumerable.Range(1, 2500), await shop.CodesAsync());

        var file = await shop.Files.FindAsync(run.Token, CancellationToken.None);
        Assert.Equal((run.Id, "posts.csv", 2500L), (file!.RunId, file.Name, file.Rows));
        Assert.Matches("^[0-9]{8}T[0-9]{6}Z_import_items\\.csv$", file.StoredName);
    }

    [Theory, ClassData(typeof(Databases))]
    [Avoids("Q23")]
    public async Task After_an_error_the_rows_before_are_kept_once_and_only_the_chunks_still_needed_are_read(string kind)
    {
        await using var shop = await Shop.OpenAsync(kind);
        var text = Inputs.Posts(Many) + "60001,bad,x\n";
        var run = await shop.WorkAsync((await shop.Runner.StartAsync<ImportItems>(options: Inputs.Of(text))).Id);
        Assert.Equal((RunStatus.Errored, (long)Many), (run.Status, run.Ticks));
        Assert.Equal($"Item row {Many + 1}, line {Many + 2}: posts.csv, line {Many + 2}: Score: expected Decimal, found 'x'.", run.Error!.Message);

        var chunks = shop.Files.Read.Max();
        Assert.True(chunks >= 4, $"The file has {chunks + 1} chunks.");
        shop.Files.Read.Clear();
        await shop.Runner.ResumeAsync(run.Id);
        run = await shop.WorkAsync(run.Id);
        Assert.Equal((RunStatus.Errored, (long)Many), (run.Status, run.Ticks));
        Assert.Equal([0, chunks], shop.Files.Read.Distinct());
        Assert.Equal(Enumerable.Range(1, Many), await shop.CodesAsync());
    }

    [Theory, ClassData(typeof(Databases))]
    [Survives("F60")]
    public async Task A_chunk_that_was_changed_stops_the_run_with_its_position_kept(string kind)
    {
        await using var shop = await Shop.OpenAsync(kind);
        shop.Files.Answer = chunk => chunk.Number == 1 ? chunk with { Bytes = new byte[chunk.Bytes.Length] } : chunk;
        var run = await shop.WorkAsync((await shop.Runner.StartAsync<ImportItems>(options: Inputs.Of(Inputs.Posts(Many)))).Id);
        Assert.Equal(RunStatus.Errored, run.Status);
        Assert.Matches("^posts\\.csv, line [0-9]+: .*chunk 2 of [0-9]+: expected SHA-256 .*was changed", run.Error!.Message);
        Assert.Equal(Enumerable.Range(1, (int)run.Ticks), await shop.CodesAsync());

        shop.Files.Answer = chunk => chunk;
        await shop.Runner.ResumeAsync(run.Id);
        run = await shop.WorkAsync(run.Id);
        Assert.Equal((RunStatus.Succeeded, (long)Many), (run.Status, run.Ticks));
        Assert.Equal(Enumerable.Range(1, Many), await shop.CodesAsync());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_row_that_throws_is_named_and_the_rows_before_it_are_imported(string kind)
    {
        await using var shop = await Shop.OpenAsync(kind);
        var text = "Id,Title,Score\n" + string.Concat(Enumerable.Range(1, 300).Select(id => $"{id},a,{(id == 222 ? 0 : 9)}\n"));
        var run = await shop.WorkAsync((await shop.Runner.StartAsync<ImportItems>(task => task.Above = 5, Inputs.Of(text))).Id);
        Assert.Equal((RunStatus.Errored, 221L, "row 222, line 223"), (run.Status, run.Ticks, run.Error!.Item));
        Assert.Equal(Enumerable.Range(1, 221), await shop.CodesAsync());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Batches_commit_with_their_position(string kind)
    {
        await using var shop = await Shop.OpenAsync(kind);
        var run = await shop.WorkAsync((await shop.Runner.StartAsync<ImportItemBatches>(options: Inputs.Of(Inputs.Posts(450)))).Id);
        Assert.Equal((RunStatus.Succeeded, 450L, 450L), (run.Status, run.Ticks, run.Total));
        Assert.Equal(Enumerable.Range(1, 450), await shop.CodesAsync());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_file_of_a_request_that_makes_no_run_is_forgotten(string kind)
    {
        await using var shop = await Shop.OpenAsync(kind);
        var first = await shop.Runner.StartAsync<ImportItems>(options: Inputs.Of(Inputs.Posts(3)) with { IdempotencyKey = "upload 1" });
        var again = await shop.Runner.StartAsync<ImportItems>(options: Inputs.Of(Inputs.Posts(3)) with { IdempotencyKey = "upload 1" });
        Assert.Equal(first.Id, again.Id);
        await Assert.ThrowsAsync<ActiveRunExistsException>(() => shop.Runner.StartAsync<ImportItems>(options: Inputs.Of(Inputs.Posts(4))));

        Assert.Equal(3, shop.Files.Begun.Count);
        foreach (var token in shop.Files.Begun) Assert.Equal(token == first.Token, await shop.Files.FindAsync(token, CancellationToken.None) is not null);
    }

    [Fact]
    public async Task A_test_of_an_import_needs_a_context_and_the_commits_of_pages()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var db = new ShopContext(new DbContextOptionsBuilder<ShopContext>().UseSqlite(connection).Options);
        await db.Database.EnsureCreatedAsync();
        var result = await TaskTest.For<ImportItems>(db).WithServices(services => services.AddPageCommits())
            .StartedWith(Inputs.Of(Inputs.Posts(7))).InterruptAfter(3).RunAsync();
        Assert.Equal((RunStatus.Succeeded, 7L), (result.Status, result.Ticks));
        Assert.Equal(7, await db.Items.CountAsync());
    }

    [Fact]
    public async Task Without_anything_that_commits_the_message_says_what_to_register()
    {
        var refusal = await Assert.ThrowsAsync<TaskNotUsableException>(() => TaskTest.For<ImportItems>().StartedWith(Inputs.Of("a")).RunAsync());
        Assert.Contains("UseEntityFrameworkCore", refusal.Message);
    }
}
