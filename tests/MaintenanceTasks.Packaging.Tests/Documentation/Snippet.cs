using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaintenanceTasks.Packaging.Tests;

/// <summary>A piece of C# out of the documentation, put where it belongs: declarations, members of a context, or statements.</summary>
internal static class Snippet
{
    private static readonly string Given = ReadGiven();

    /// <summary>The errors it has in the place where it has the fewest.</summary>
    public static IReadOnlyList<string> Errors(string text)
    {
        string[] places =
        [
            text,
            $"public class SnippetContext(DbContextOptions<SnippetContext> options) : DbContext(options)\n{{\n{text}\n}}",
            $"public static class Snippet\n{{\npublic static async Task<int> RunAsync({Known})\n{{\nawait Task.Yield();\n{text}\nreturn 0;\n}}\n}}",
            $"public static class Snippet\n{{\npublic static async Task<int> RunAsync({Known})\n{{\nawait Task.Yield();\nvar app = builder.Build();\n{text}\n}}\n}}",
        ];
        return places.Select(ErrorsInPlace).MinBy(errors => errors.Count)!;
    }

    /// <summary>The names that statements use for what an application or a test has at hand.</summary>
    private const string Known = "string[] args, WebApplicationBuilder builder, TaskRunner runner, BlogContext db, Post post, CancellationToken cancellationToken";

    private static IReadOnlyList<string> ErrorsInPlace(string text)
    {
        var source = SourceCompiler.Parse(text);
        var declared = source.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text).ToHashSet();
        var given = SourceCompiler.Parse(Given).GetCompilationUnitRoot();
        var needed = given.WithMembers(SyntaxFactory.List(given.Members.Where(member =>
            member is not BaseTypeDeclarationSyntax type || !declared.Contains(type.Identifier.Text))));
        return SourceCompiler.Errors(SourceCompiler.Parse(needed.ToFullString()), source);
    }

    private static string ReadGiven()
    {
        using var reader = new StreamReader(typeof(Snippet).Assembly.GetManifestResourceStream("Given.cs")!);
        return reader.ReadToEnd();
    }
}
