using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaintenanceTasks.Packaging.Tests;

/// <summary>A test that says what it proves, as its source file has it: behaviours or traps of the Ruby gems, faults, threats.</summary>
/// <param name="Numbers">The numbers one mark names, such as C025.</param>
/// <param name="Better">How it is better here; null when it is the same, or when the mark names traps.</param>
/// <param name="Sentence">The test's name, read as a sentence.</param>
/// <param name="Class">The class of the test.</param>
/// <param name="File">Its file, from the root of the repository.</param>
/// <param name="Runs">Whether it is a test that xunit runs and does not skip.</param>
internal sealed record MarkedTest(IReadOnlyList<string> Numbers, string? Better, string Sentence, string Class, string File, bool Runs)
{
    private static readonly string[] Marks = ["Ancestor", "Avoids", "Survives"];

    public static IReadOnlyList<MarkedTest> All { get; } =
        [.. Directory.GetFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories).Where(IsSource).Order(StringComparer.Ordinal).SelectMany(In)];

    /// <summary>The tests that prove a number.</summary>
    public static IReadOnlyList<MarkedTest> Of(string number) => [.. All.Where(test => test.Numbers.Contains(number))];

    /// <summary>A link to the file, from a document in docs.</summary>
    public string Link => $"[{Class}](../{File})";

    private static bool IsSource(string file) => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    private static IEnumerable<MarkedTest> In(string file)
    {
        var text = System.IO.File.ReadAllText(file);
        return Marks.Any(mark => text.Contains(mark + "(", StringComparison.Ordinal))
            ? Of(text, Path.GetRelativePath(Repository.Root, file))
            : [];
    }

    /// <summary>The marked tests of one source text.</summary>
    public static IEnumerable<MarkedTest> Of(string source, string file) =>
        from method in SourceCompiler.Parse(source).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        let attributes = method.AttributeLists.SelectMany(list => list.Attributes).ToList()
        from mark in attributes
        where Marks.Contains(NameOf(mark))
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
