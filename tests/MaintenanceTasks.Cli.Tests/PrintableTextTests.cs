namespace MaintenanceTasks.Cli.Tests;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("caf\u00e9 \u2603", "caf\u00e9 \u2603")]
    [InlineData("red \u001b[31malert", "red [31malert")]
    [InlineData("c1 \u009b31m", "c1 31m")]
    [InlineData("bell\a back\b null\0", "bell back null")]
    [InlineData("back\u202eward", "backward")]
    [InlineData("two\r\nlines\tand a tab", "two lines and a tab")]
    [Survives("S4", "S19")]
    public void Nothing_that_acts_on_a_terminal_is_left(string stored, string shown) => Assert.Equal(shown, PrintableText.OneLine(stored));

    [Fact]
    public void Line_breaks_are_kept_where_lines_are_meant() =>
        Assert.Equal($"a{Environment.NewLine}b", PrintableText.Lines("a\r\nb\u001b"));
}
