using System.Text;
using CsCheck;
using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Csv.Tests;

/// <summary>Positions in a file: each row is done once, wherever the work was interrupted.</summary>
public sealed class ResumeTests
{
    // Everything that could move a position: quotes, delimiters and line ends inside fields, signs of two, three and four bytes.
    private static readonly Gen<string> Field =
        Gen.OneOfConst("a", "b", "", " ", "ä", "雪", "😀", "\"", ",", "\n", "\r\n", "\r", "#", ";").Array[0, 4].Select(parts => string.Concat(parts));

    private static readonly Gen<string[][]> Rows = Field.Array[2, 4].Array[0, 12];
    private static readonly Gen<string> Between = Gen.OneOfConst("", "", "", "# a comment, \"with a quote\n", "\n", "\r\n\r\n");

    [Theory]
    [InlineData("\n", "utf-8", false)]
    [InlineData("\r\n", "utf-8", true)]
    [InlineData("\r", "utf-8", false)]
    [InlineData("\n", "utf-16", true)]
    [InlineData("\r\n", "utf-16BE", true)]
    [Survives("F61")]
    public void Interrupted_after_every_row_a_run_takes_each_row_once(string lineEnd, string encoding, bool header) =>
        Gen.Select(Rows, Between.Array[13], Gen.Bool).Sample(
            (rows, between, ended) =>
            {
                var text = new StringBuilder(header ? "x,y" + lineEnd : "");
                for (var index = 0; index < rows.Length; index++)
                {
                    text.Append(between[index]).AppendJoin(',', rows[index].Select(Quoted)).Append(index < rows.Length - 1 || ended ? lineEnd : "");
                }

                var sink = new Sink();
                var test = TaskTest.For<ImportFields>(sink, new CsvOptions { Comment = '#', HasHeader = header })
                    .StartedWith(Inputs.WithMark(text.ToString(), Encoding.GetEncoding(encoding)));
                foreach (var _ in rows) test.InterruptAfter(1);
#pragma warning disable xUnit1031 // CsCheck samples synchronously.
                var result = test.RunAsync().GetAwaiter().GetResult();
#pragma warning restore xUnit1031
                Assert.Null(result.Error);
                Assert.Equal(rows.Select(row => string.Join('|', row)), sink.Lines);
                Assert.Equal(rows.Length, result.Ticks);
            },
            iter: 150, threads: 1);

    [Fact]
    public async Task Killed_and_interrupted_far_into_a_file_a_run_goes_on_at_the_right_byte()
    {
        var sink = new Sink();
        var text = "Id,Title,Score\n" + string.Concat(Enumerable.Range(1, 20_000).Select(id => $"{id},\"Zeile {id} – 雪, {new string('ä', id % 300)}\",1\n"));
        var result = await TaskTest.For<ImportPosts>(sink).StartedWith(Inputs.Of(text))
            .InterruptAfter(7_777).InterruptAfter(1).InterruptAfter(5_000).RunAsync();
        Assert.Equal((RunStatus.Succeeded, 20_000L, 4), (result.Status, result.Ticks, result.Slices));
        Assert.Equal(Enumerable.Range(1, 20_000).Select(id => $"{id}|Zeile {id} – 雪, {new string('ä', id % 300)}|1"), sink.Lines);
    }

    [Fact]
    public async Task A_record_longer_than_all_buffers_is_read_whole()
    {
        var sink = new Sink();
        var field = string.Concat(Enumerable.Range(0, 30_000).Select(number => $"{number}\n"));
        var result = await TaskTest.For<ImportFields>(sink, new CsvOptions()).StartedWith(Inputs.Of($"a,b\n1,x\n2,\"{field}\"\n3,y\n")).InterruptAfter(2).RunAsync();
        Assert.Equal(["1|x", "2|" + field, "3|y"], sink.Lines);
        Assert.Equal(RunStatus.Succeeded, result.Status);
    }

    [Fact]
    [Ancestor("C358")]
    public async Task Interrupted_after_row_three_a_run_goes_on_with_row_four()
    {
        var sink = new Sink();
        var result = await TaskTest.For<ImportPosts>(sink).StartedWith(Inputs.Of(Inputs.Posts(5))).InterruptAfter(3).RunAsync();
        Assert.Equal(["1|post 1|1.5", "2|post 2|2.5", "3|post 3|3.5", "4|post 4|4.5", "5|post 5|5.5"], sink.Lines);
        Assert.Equal(2, result.Slices);
    }

    [Theory]
    [Ancestor("C360", Better = "positions are bytes and ticks are rows, so that a last smaller batch counts as what it is")]
    [InlineData(1, "1 2|3 4|5")]
    [InlineData(2, "1 2|3 4|5")]
    public async Task Interrupted_between_batches_a_run_goes_on_with_the_next_also_when_that_is_a_smaller_last_one(int batches, string expected)
    {
        var sink = new Sink();
        var result = await TaskTest.For<ImportInBatches>(sink, new BatchOf(2)).StartedWith(Inputs.Of(Inputs.Posts(5))).InterruptAfter(batches).RunAsync();
        Assert.Equal(expected, string.Join('|', sink.Lines));
        Assert.Equal(5L, result.Ticks);
    }

    [Fact]
    public async Task After_an_interruption_lines_are_still_counted_from_the_beginning()
    {
        var result = await TaskTest.For<ImportPosts>(new Sink()).StartedWith(Inputs.Of("Id,Title,Score\n1,\"a\nb\",1\n2,c,1\nthree,d,1\n")).InterruptAfter(2).RunAsync();
        Assert.StartsWith("Item row 3, line 5: posts.csv, line 5: ", result.Error!.Message);
    }

    [Fact]
    [Avoids("Q23")]
    [Survives("F57")]
    public async Task Another_batch_size_after_an_interruption_moves_no_position()
    {
        var sink = new Sink();
        await TaskTest.For<ImportInBatches>(sink, new BatchOf(2, later: 3)).StartedWith(Inputs.Of(Inputs.Posts(8))).InterruptAfter(1).RunAsync();
        Assert.Equal(["1 2", "3 4 5", "6 7 8"], sink.Lines);
    }

    [Theory]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("{\"row\":1,\"line\":2}")]
    [InlineData("{\"row\":-1,\"line\":2,\"byte\":3}")]
    public void A_cursor_of_another_kind_is_refused_with_what_was_expected(string cursor)
    {
        var start = new WalkStart { Task = "ImportPosts", Services = null!, Cursor = cursor };
        Assert.Contains("a position in a CSV file", Assert.Throws<CursorMismatchException>(() => CsvCursor.Read(start)).Message);
    }

    [Fact]
    public void A_cursor_is_json_with_row_line_and_byte()
    {
        var cursor = new CsvCursor(3, 4, 120);
        Assert.Equal("""{"row":3,"line":4,"byte":120}""", cursor.Write());
        Assert.Equal(cursor, CsvCursor.Read(new WalkStart { Task = "ImportPosts", Services = null!, Cursor = cursor.Write() }));
    }

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny("\",\r\n#") >= 0 || field.Length == 0 ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
