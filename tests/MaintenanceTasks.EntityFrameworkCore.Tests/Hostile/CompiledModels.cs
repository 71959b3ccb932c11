#pragma warning disable EF1001 // What "dotnet ef dbcontext optimize" does, without its process.
using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>The model of the context as code, written by the tools of Entity Framework Core and compiled here.</summary>
internal static class CompiledModels
{
    private static readonly ConcurrentDictionary<string, Lazy<IModel>> Models = new();

    public static IModel Of(TestDatabase database) => Models.GetOrAdd(database.Kind, _ => new Lazy<IModel>(() => Compile(database))).Value;

    private static IModel Compile(TestDatabase database)
    {
        using var db = database.NewContext();
        var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(db);
        var provider = db.GetService<IDatabaseProvider>().Name;
        var design = Assembly.Load(provider).GetCustomAttribute<DesignTimeProviderServicesAttribute>()!;
        ((IDesignTimeServices)Activator.CreateInstance(Assembly.Load(provider).GetType(design.TypeName, throwOnError: true)!)!).ConfigureDesignTimeServices(services);
        using var tools = services.BuildServiceProvider();

        var folder = Directory.CreateTempSubdirectory("mt-model-").FullName;
        try
        {
            var files = tools.GetRequiredService<ICompiledModelScaffolder>().ScaffoldModel(
                db.GetService<IDesignTimeModel>().Model,
                folder,
                new CompiledModelCodeGenerationOptions { ModelNamespace = "Compiled", ContextType = typeof(ShopContext), Language = "C#", UseNullableReferenceTypes = true });
            return Load([.. files.Select(File.ReadAllText)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IModel Load(string[] sources)
    {
        var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "CompiledShop",
            sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            assemblies.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Take(20)));
        var model = Assembly.Load(assembly.ToArray()).GetType("Compiled.ShopContextModel", throwOnError: true)!;
        return (IModel)model.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
    }
}
