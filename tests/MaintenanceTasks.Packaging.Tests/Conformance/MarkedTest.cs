using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaintenanceTasks.Packaging.Tests;

/// <summary>A test that names behaviours or traps of the Ruby gems, as its source file has it.</summary>
/// <param name="Numbers">The numbers one mark names, such as C025.</param>
/// <param name="Better">How it is better here; null when it is the same, or when the mark names traps.</param>
/// <param name="Sentence">The test's name, read as a sentence.</param>
/// <param name="Class">The class of the test.</param>
/// <param name="File">Its file, from the root of the repository.</param>
/// <param name="Runs">Whether it is a test that xunit runs and does not skip.</param>
internal sealed record MarkedTest(IReadOnlyList<string> Numbers, string? Better, string Sentence, string Class, string File, bool Runs)
{
    public static IReadOnlyList<MarkedTest> All { get; } =
        [.. Directory.GetFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories).Where(IsSource).Order(StringComparer.Ordinal).SelectMany(In)];

    private static bool IsSource(string file) => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    private static IEnumerable<MarkedTest> In(string file)
    {
        var text = System.IO.File.ReadAllText(file);
        return text.Contains("Ancestor(", StringComparison.Ordinal) || text.Contains("Avoids(", StringComparison.Ordinal)
            ? Of(text, Path.GetRelativePath(Repository.Root, file))
            : [];
    }

    /// <summary>The marked tests of one source text.</summary>
    public static IEnumerable<MarkedTest> Of(string source, string file) =>
        from method in SourceCompiler.Parse(source).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        let attributes = method.AttributeLists.SelectMany(list => list.Attributes).ToList()
        from mark in attributes
        where NameOf(mark) is "Ancestor" or "Avoids"
        select new MarkedTest(
            [.. mark.ArgumentList!.Arguments.Where(argument => argument.NameEquals is null).Select(Text)],
            mark.ArgumentList.Arguments.Where(argument => argument.NameEquals is not null).Select(Text).SingleOrDefault(),
            method.Identifier.Text.Replace('_', ' '),
            ((TypeDeclarationSyntax)method.Parent!).Identifier.Text,
            file,
            attributes.Any(attribute => NameOf(attribute) is "Fact" or "Theory")
                && !attributes.Any(attribute => attribute.ArgumentList?.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.Text == "Skip") == true));

    private static string NameOf(AttributeSyntax attribute) => attribute.Name.ToString();

    private static string Text(AttributeArgumentSyntax argument) => ((LiteralExpressionSyntax)argument.Expression).Token.ValueText;
}
