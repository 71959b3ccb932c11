using MaintenanceTasks.Dashboard.Components;

namespace MaintenanceTasks.Dashboard.Tests;

public sealed class CSharpTokensTests
{
    [Theory]
    [InlineData("await", "Keyword")]
    [InlineData("Customer", "Name")]
    [InlineData("_slugs", "Field")]
    [InlineData("1_000.5m", "Number")]
    [InlineData("0xFF", "Number")]
    [InlineData("\"a \\\" b\"", "Text")]
    [InlineData("@\"c:\\ \"\"b\"\"\"", "Text")]
    [InlineData("$\"a {f(\"x\")} {{b}}\"", "Text")]
    [InlineData("\"\"\"a \"\" b\"\"\"", "Text")]
    [InlineData("$$\"\"\"\"a \"\"\" b\"\"\"\"", "Text")]
    [InlineData("'\\''", "Text")]
    [InlineData("'\\u0041'", "Text")]
    [InlineData("// it's \"so\"", "Comment")]
    [InlineData("/* one\ntwo */", "Comment")]
    [InlineData("#region it's", "Comment")]
    [InlineData("title", "Plain")]
    [InlineData(" => ;\n\t", "Plain")]
    public void A_whole_stretch_of_one_kind_is_one_token(string code, string kind)
    {
        var token = Assert.Single(CSharpTokens.Of(code));
        Assert.Equal((code, kind), (token.Text, token.Kind.ToString()));
    }

    [Theory]
    [InlineData("var last = 'x'; // \"y\"\nif (a[1..3] is { Length: > 0 }) return 1.ToString();")]
    [InlineData("string never = \"closed\nint next = 1;")]
    [InlineData("/* never closed")]
    [InlineData("\"\"\" never closed")]
    [InlineData("")]
    public void Together_the_tokens_are_the_text_again(string code) =>
        Assert.Equal(code, string.Concat(CSharpTokens.Of(code).Select(token => token.Text)));

    [Fact]
    public void A_string_that_is_not_closed_ends_with_its_line() =>
        Assert.Contains(CSharpTokens.Of("x = \"open\nint y;"), token => token == new SourceToken("int", SourceTokenKind.Keyword));

    [Fact]
    [Ancestor("C206")]
    public async Task Code_becomes_encoded_html_with_its_keywords_names_numbers_and_fields_marked()
    {
        var html = await Rendered.HtmlAsync<SourceCode>(("Code", "return _rows < Limit + 10 ? \"<b>\" : null;"));
        Assert.Contains("<span class=\"keyword\">return</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"field\">_rows</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"name\">Limit</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"number\">10</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"text\">&quot;&lt;b&gt;&quot;</span>", html, StringComparison.Ordinal);
        Assert.Contains(" &lt; ", html, StringComparison.Ordinal);
    }

    [Fact]
    [Ancestor("C207")]
    public async Task Blanks_and_line_breaks_are_kept_and_stand_in_no_mark()
    {
        const string code = "int a;\n\n    int b;\t// end";
        var shown = (await Rendered.Async<SourceCode>(("Code", code))).QuerySelector("code")!;
        Assert.Equal(code, shown.TextContent);
        Assert.Equal(["int", "int", "// end"], shown.QuerySelectorAll("span").Select(mark => mark.TextContent));
    }
}
