using System.Text;
using CsCheck;
using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Csv.Tests;

/// <summary>A file in several partitions: cut where rows begin, whatever stands in them.</summary>
public sealed class PartitionTests
{
    private static readonly Gen<string> Field =
        Gen.OneOfConst("a", "b", "", " ", "ä", "雪", "😀", "\"", ",", "\n", "\r\n", "\r", "#").Array[0, 4].Select(parts => string.Concat(parts));

    private static readonly Gen<string> Between = Gen.OneOfConst("", "", "", "# a comment, \"with a quote\n", "\n", "\r\n\r\n");

    [Theory]
    [InlineData("\n", "utf-8", false)]
    [InlineData("\r\n", "utf-8", true)]
    [InlineData("\r", "utf-8", true)]
    [InlineData("\r\n", "utf-16BE", true)]
    public void In_any_number_of_partitions_interrupted_anywhere_each_row_is_taken_once(string lineEnd, string encoding, bool header) =>
        Gen.Select(Field.Array[2, 4].Array[0, 20], Between.Array[21], Gen.Int[2, 7], Gen.Int[1, 3]).Sample(
            (rows, between, parts, apart) =>
            {
                var text = new StringBuilder(header ? "x,y" + lineEnd : "");
                for (var index = 0; index < rows.Length; index++)
                {
                    text.Append(between[index]).AppendJoin(',', rows[index].Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append(lineEnd);
                }

                var sink = new Sink();
                var input = Inputs.WithMark(text.ToString(), Encoding.GetEncoding(encoding)) with { Parallelism = parts };
                var test = TaskTest.For<ImportFields>(sink, new CsvOptions { Comment = '#', HasHeader = header }).StartedWith(input);
                foreach (var _ in rows) test.InterruptAfter(apart);
#pragma warning disable xUnit1031 // CsCheck samples synchronously.
                var result = test.RunAsync().GetAwaiter().GetResult();
#pragma warning restore xUnit1031
                Assert.Null(result.Error);
                Assert.Equal(rows.Select(row => string.Join('|', row)).Order(StringComparer.Ordinal), sink.Lines.Order(StringComparer.Ordinal));
                Assert.Equal(rows.Length, result.Ticks);
            },
            iter: 150, threads: 1);

    [Fact]
    public async Task Parts_have_about_the_same_number_of_rows_and_count_rows_and_lines_from_the_beginning_of_the_file()
    {
        var text = "Id,Title,Score\n" + string.Concat(Enumerable.Range(1, 100).Select(id => $"{id},\"two\nlines\",{(id == 80 ? "x" : "1")}\n"));
        var sink = new Sink();
        var result = await TaskTest.For<ImportPosts>(sink).StartedWith(Inputs.Of(text) with { Parallelism = 4 }).RunAsync();
        Assert.StartsWith("Item row 80, line 160: posts.csv, line 160: Score: ", result.Error!.Message);
        Assert.Contains(result.Events, happened => happened is { Kind: RunEventKind.Split, Text: "gave 3 of 4 parts to new partitions" });
    }

    [Fact]
    public async Task A_quote_that_is_not_closed_ends_the_run_at_its_row_as_it_does_in_one_piece()
    {
        var text = "Id,Title,Score\n1,a,1\n2,b,1\n3,c,1\n4,d,1\n5,e,1\n6,\"f,1\n7,g,1\n8,\"h\",1\n9,i,1\n";
        var whole = await TaskTest.For<ImportPosts>(new Sink()).StartedWith(Inputs.Of(text)).RunAsync();
        var sink = new Sink();
        var parts = await TaskTest.For<ImportPosts>(sink).StartedWith(Inputs.Of(text) with { Parallelism = 3 }).RunAsync();
        Assert.Equal(whole.Error!.Message, parts.Error!.Message);
        Assert.Equal(["1", "2", "3", "4", "5"], sink.Lines.Select(line => line.Split('|')[0]));
    }

    [Fact]
    public async Task In_batches_a_batch_ends_where_its_partition_does()
    {
        var sink = new Sink();
        await TaskTest.For<ImportInBatches>(sink, new BatchOf(3)).StartedWith(Inputs.Of(Inputs.Posts(10)) with { Parallelism = 2 }).RunAsync();
        Assert.Equal(["1 2 3", "4 5", "6 7 8", "9 10"], sink.Lines);
    }

    [Theory]
    [InlineData("SQLite", 1)]
    [InlineData("SQLite", 3)]
    [InlineData("PostgreSQL", 3)]
    public async Task An_import_in_partitions_commits_each_row_once(string kind, int parallelism)
    {
        await using var shop = await Shop.OpenAsync(kind);
        var run = await shop.WorkAsync((await shop.Runner.StartAsync<ImportItems>(options: Inputs.Of(Inputs.Posts(5000)) with { Parallelism = parallelism })).Id);
        Assert.Equal((RunStatus.Succeeded, 5000L, 5000L), (run.Status, run.Ticks, run.Affected));
        Assert.Equal(Enumerable.Range(1, 5000), (await shop.CodesAsync()).Order());
        var partitions = (await shop.Runner.FindAsync(run.Id))!.Partitions;
        Assert.True(partitions.Count >= parallelism, $"{partitions.Count} partitions");
        Assert.Equal(5000, partitions.Sum(partition => partition.Ticks));
    }

    [Fact]
    public async Task A_file_that_is_damaged_behind_the_first_cut_is_worked_on_up_to_the_damage()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Files.Answer = chunk => chunk.Number == 3 ? chunk with { Bytes = new byte[chunk.Bytes.Length] } : chunk;
        var run = await shop.WorkAsync((await shop.Runner.StartAsync<ImportItems>(options: Inputs.Of(Inputs.Posts(60_000)) with { Parallelism = 4 })).Id);
        Assert.Equal(RunStatus.Errored, run.Status);
        Assert.Matches("chunk 4 of [0-9]+: expected SHA-256 .*was changed", run.Error!.Message);

        shop.Files.Answer = chunk => chunk;
        await shop.Runner.ResumeAsync(run.Id);
        run = await shop.WorkAsync(run.Id);
        Assert.Equal((RunStatus.Succeeded, 60_000L), (run.Status, run.Ticks));
        Assert.Equal(Enumerable.Range(1, 60_000), (await shop.CodesAsync()).Order());
    }
}
