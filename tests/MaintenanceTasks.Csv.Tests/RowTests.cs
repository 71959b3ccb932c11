using System.Text;
using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Csv.Tests;

public sealed class RowTests
{
    private readonly Sink _sink = new();

    [Fact]
    [Ancestor("C174")]
    public async Task Typed_rows_are_read_by_the_names_of_the_header()
    {
        var result = await TaskTest.For<ImportPosts>(_sink).StartedWith(Inputs.Of("Title,Score,Id\nÄpfel,1.5,7\n\"two\nlines, \"\"quoted\"\"\",-2,8\n")).RunAsync();
        Assert.Equal((RunStatus.Succeeded, 2L), (result.Status, result.Ticks));
        Assert.Equal(["7|Äpfel|1.5", "8|two\nlines, \"quoted\"|-2"], _sink.Lines);
    }

    [Fact]
    public async Task Dynamic_rows_have_the_columns_of_the_header()
    {
        await TaskTest.For<ImportDynamic>(_sink).StartedWith(Inputs.Of(Inputs.Posts(2))).RunAsync();
        Assert.Equal(["1|post 1", "2|post 2"], _sink.Lines);
    }

    [Fact]
    public async Task Without_a_header_properties_are_mapped_by_index()
    {
        await TaskTest.For<ImportIndexed>(_sink).StartedWith(Inputs.Of("1;Köln\n2;Århus", Encoding.Latin1)).RunAsync();
        Assert.Equal(["1|Köln", "2|Århus"], _sink.Lines);
    }

    [Fact]
    [Ancestor("C175")]
    public async Task Maps_converters_comments_and_trimming_are_honoured()
    {
        await TaskTest.For<ImportMapped>(_sink).StartedWith(Inputs.Of("# made by hand\nnumber,heading\n# one\n1 , a\n\n2,b \n")).RunAsync();
        Assert.Equal(["1|A", "2|B"], _sink.Lines);
    }

    [Fact]
    public async Task Rows_are_made_by_any_constructor()
    {
        await TaskTest.For<ImportGuarded>(_sink).StartedWith(Inputs.Of("Id\n1\n2\n")).RunAsync();
        await TaskTest.For<ImportMade>(_sink).StartedWith(Inputs.Of(Inputs.Posts(2))).RunAsync();
        Assert.Equal(["1", "2", "1|post 1", "2|post 2"], _sink.Lines);
    }

    [Fact]
    public async Task A_row_is_converted_after_those_before_it_were_processed_where_a_task_converts_itself()
    {
        await TaskTest.For<ImportCounted>(_sink).StartedWith(Inputs.Of(Inputs.Posts(3))).RunAsync();
        Assert.Equal(["1|post 1 after 0", "2|post 2 after 1", "3|post 3 after 2"], _sink.Lines);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [Survives("F61")]
    public async Task A_byte_order_mark_says_the_encoding(string name)
    {
        var result = await TaskTest.For<ImportFields>(_sink, new CsvOptions { Encoding = Encoding.ASCII })
            .StartedWith(Inputs.WithMark("a,b\nÄ,😀\nç,雪\n", Encoding.GetEncoding(name))).InterruptAfter(1).RunAsync();
        Assert.Equal(2L, result.Ticks);
        Assert.Equal(["Ä|😀", "ç|雪"], _sink.Lines);
    }

    [Theory]
    [InlineData("a;b\n1;x\n2;y\n", ";", 0, "1|x 2|y")]
    [InlineData("a::b\n1::x\n2::y\n", "::", 0, "1|x 2|y")]
    [InlineData("Report of today\r\n\r\na,b\r\n1,x\r\n2,y", ",", 2, "1|x 2|y")]
    [InlineData("a,b\r1,x\r2,y\r", ",", 0, "1|x 2|y")]
    public async Task Delimiters_line_ends_and_lines_to_skip_are_honoured(string text, string delimiter, int skip, string rows)
    {
        var options = new CsvOptions { Delimiter = delimiter, SkipLines = skip };
        await TaskTest.For<ImportFields>(_sink, options).StartedWith(Inputs.Of(text)).InterruptAfter(1).RunAsync();
        Assert.Equal(rows.Split(' '), _sink.Lines);
    }

    [Fact]
    public async Task Without_quotes_a_quote_is_a_character()
    {
        await TaskTest.For<ImportFields>(_sink, new CsvOptions { Quote = null }).StartedWith(Inputs.Of("a,b\n\"x,y\"\n")).RunAsync();
        Assert.Equal(["\"x|y\""], _sink.Lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Id,Title,Score")]
    [InlineData("Id,Title,Score\n\n")]
    public async Task A_file_without_rows_succeeds_at_once(string text)
    {
        var result = await TaskTest.For<ImportPosts>(_sink).StartedWith(Inputs.Of(text)).RunAsync();
        Assert.Equal((RunStatus.Succeeded, 0L), (result.Status, result.Ticks));
    }

    [Fact]
    [Ancestor("C123")]
    public async Task Each_of_five_rows_is_processed_and_the_run_succeeds()
    {
        var result = await TaskTest.For<ImportPosts>(_sink).StartedWith(Inputs.Of(Inputs.Posts(5))).RunAsync();
        Assert.Equal((RunStatus.Succeeded, 5L, 5), (result.Status, result.Ticks, _sink.Lines.Count));
    }

    [Fact]
    [Ancestor("C178", Better = "UTF-8 unless the file or the task says otherwise; the machine has no say")]
    public async Task Without_encoding_and_mark_a_file_is_read_as_utf_8()
    {
        await TaskTest.For<ImportFields>(_sink, new CsvOptions()).StartedWith(Inputs.Of("a,b\nÄ,雪\n")).RunAsync();
        Assert.Equal(["Ä|雪"], _sink.Lines);
    }

    [Theory]
    [Ancestor("C125")]
    [Ancestor("C181", "C182", "C183", Better = "progress counts rows, also when they come in batches")]
    [InlineData(5, 2, "1 2|3 4|5")]
    [InlineData(4, 2, "1 2|3 4")]
    [InlineData(3, 2, "1 2|3")]
    [InlineData(3, 10, "1 2 3")]
    [InlineData(0, 2, "")]
    public async Task Rows_come_in_batches_and_count_as_rows(int rows, int size, string batches)
    {
        var result = await TaskTest.For<ImportInBatches>(_sink, new BatchOf(size)).StartedWith(Inputs.Of(Inputs.Posts(rows))).RunAsync();
        Assert.Equal((RunStatus.Succeeded, (long)rows), (result.Status, result.Ticks));
        Assert.Equal(batches, string.Join('|', _sink.Lines));
    }
}
