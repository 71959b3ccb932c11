using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaintenanceTasks.Packaging.Tests;

/// <summary>Compiles C# against everything these tests refer to: the libraries, ASP.NET Core, Entity Framework Core on SQLite, xunit.</summary>
internal static class SourceCompiler
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly SyntaxTree ImplicitUsings = Parse(string.Join('\n', new[]
    {
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Net.Http.Json", "System.Threading",
        "System.Threading.Tasks", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    }.Select(name => $"global using {name};")));

    public static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, Language);

    /// <summary>The errors of some sources compiled together, as a person would read them.</summary>
    public static IReadOnlyList<string> Errors(params SyntaxTree[] sources) => Errors(Compilation(sources).GetDiagnostics());

    /// <summary>Compiles sources to an assembly and loads it.</summary>
    public static Assembly Load(params SyntaxTree[] sources)
    {
        using var stream = new MemoryStream();
        var result = Compilation(sources).Emit(stream);
        Assert.True(result.Success, string.Join('\n', Errors(result.Diagnostics)));
        return Assembly.Load(stream.ToArray());
    }

    private static CSharpCompilation Compilation(SyntaxTree[] sources)
    {
        var isProgram = sources.Any(source => source.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any());
        return CSharpCompilation.Create(
            $"Compiled{Guid.NewGuid():N}", [ImplicitUsings, .. sources], References,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static List<string> Errors(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];
}
