namespace MaintenanceTasks.Packaging.Tests;

/// <summary>The C# of the documentation compiles.</summary>
public sealed class DocumentationTests
{
    private static readonly string[] Documents =
        ["README.md", .. Directory.GetFiles(Repository.PathOf("docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)];

    /// <summary>The files of the first steps are built by <see cref="FirstStepsTests"/>.</summary>
    public static TheoryData<string, int> Snippets => [.. Blocks().Where(block => block.Section != FirstStepsTests.Section).Select(block => (block.Document, block.Line))];

    [Theory, MemberData(nameof(Snippets))]
    public void A_snippet_compiles(string document, int line)
    {
        var errors = Snippet.Errors(Blocks().Single(block => block.Document == document && block.Line == line).Text);
        Assert.True(errors.Count == 0, $"{document}:{line} does not compile. Types it takes as given belong into Given.cs.\n{string.Join('\n', errors)}");
    }

    [Fact]
    public void A_snippet_that_is_wrong_is_found_out()
    {
        Assert.NotEmpty(Snippet.Errors("var run = await runner.StartAsync<NoSuchTask>();"));
        Assert.NotEmpty(Snippet.Errors("public sealed class Wrong : EntityTask<BlogContext, Post> { }"));
        Assert.NotEmpty(Snippet.Errors("protected override void OnModelCreating(ModelBuilder modelBuilder) { modelBuilder.AddNothing(); }"));
    }

    [Theory, InlineData("README.md"), InlineData("docs/writing-tasks.md")]
    public void The_documents_that_show_code_are_read(string document) => Assert.Contains(Blocks(), block => block.Document == document);

    private static IEnumerable<FencedBlock> Blocks() => Documents.SelectMany(FencedBlock.Of).Where(block => block.Language == "csharp");
}
