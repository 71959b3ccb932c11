using System.Text;

namespace MaintenanceTasks.Csv.Tests;

/// <summary>The count made while a file is stored.</summary>
public sealed class CountTests
{
    [Theory]
    [Ancestor("C176")]
    [InlineData("a,b\n1,2\n3,4\n5,6\n7,8\n9,10\n", 5)]
    [InlineData("a,b\n1,2\n3,4", 2)]
    [InlineData("a,b", 0)]
    [InlineData("", 0)]
    [InlineData("a,b\r\n\r\n1,2\r\n# not a row\r\n3,4\r\n\r\n", 2)]
    [InlineData("a,b\n1,\"two\nlines\"\n2,\"a \"\"quoted\"\"\n# word\"\n", 2)]
    [InlineData("a,b\n1,5\" pipe\n2,6\" pipe\n", 2)]
    [InlineData("a,b\r1,2\r3,4\r", 2)]
    public void Rows_are_counted_without_header_comments_blank_lines_and_line_breaks_inside_quotes(string text, long rows) =>
        Assert.Equal(rows, Count(new CsvOptions { Comment = '#' }, Encoding.UTF8.GetBytes(text), 1 << 20));

    [Fact]
    [Ancestor("C179")]
    public void Without_a_header_every_record_counts() =>
        Assert.Equal(4, Count(new CsvOptions { HasHeader = false }, "a,b\n1,2\n3,4\n5,6\n"u8.ToArray(), 1 << 20));

    [Fact]
    public void Lines_to_skip_do_not_count() =>
        Assert.Equal(1, Count(new CsvOptions { SkipLines = 2 }, "Report\n\na,b\n1,2\n"u8.ToArray(), 1 << 20));

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    public void Bytes_may_be_cut_anywhere(int size)
    {
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a,b\n雪,\"😀\n\"\n3,4\n")];
        Assert.Equal(2, Count(new CsvOptions(), bytes, size));
    }

    [Fact]
    public void Bytes_that_are_no_text_stop_no_count() => Assert.Equal(1, Count(new CsvOptions(), [.. "a,b\n1,"u8, 0xF6, (byte)'\n'], 1 << 20));

    private static long? Count(CsvOptions options, byte[] bytes, int size)
    {
        var counter = new CsvRowCounter(options);
        foreach (var part in bytes.Chunk(size)) counter.Add(part);
        return counter.Complete();
    }
}
