using System.IO.Compression;
using System.Xml.Linq;

namespace MaintenanceTasks.Packaging.Tests;

/// <summary>
/// The packages of the repository in a temporary folder, a place for applications beside a NuGet.config that names them, and a
/// private home for extracted packages. Made once for all tests, removed afterwards.
/// </summary>
public sealed class Packages : IAsyncLifetime
{
    /// <summary>Greater than any version that is published, so that it is found whatever else the configured source has.</summary>
    public const string Version = "100000.0.0";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("maintenance-tasks-packages-");

    internal IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "extracted"),
    };

    private string Feed => Path.Combine(_folder.FullName, "feed");

    private string Project => Path.Combine(_folder.FullName, "project");

    public async ValueTask InitializeAsync()
    {
        var projects = string.Join("", Repository.Projects.Select(project => $"<Packable Include=\"{project}\" />"));
        // Not above the applications: `dotnet new` looks for a project upwards.
        var build = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.FullName, "pack")).FullName, "pack.proj");
        await File.WriteAllTextAsync(
            build,
            $"""
            <Project>
              <ItemGroup>{projects}</ItemGroup>
              <Target Name="Pack">
                <MSBuild Projects="@(Packable)" Targets="Pack"
                  Properties="NoBuild=true;Configuration={Repository.Configuration};MinVerVersionOverride={Version};PackageOutputPath={Feed}" />
              </Target>
            </Project>
            """);
        (await Command.RunAsync(Repository.Root, new Dictionary<string, string>(), "dotnet", "msbuild", build, "-t:Pack", "-nologo", "-v:minimal")).Succeeded();

        // The sources a person has configured stay, and what was downloaded before is read where it lies.
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "NuGet.config"),
            $"""
            <configuration>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><add key="downloaded" value="{Downloaded()}" /></fallbackPackageFolders>
            </configuration>
            """);
        await RestoreProjectAsync();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A new empty folder beside the NuGet.config.</summary>
    public string EmptyFolder() => Directory.CreateDirectory(Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>A new folder with a restored project <c>Shop</c> in a folder of its own.</summary>
    public string FolderWithProject()
    {
        var folder = EmptyFolder();
        foreach (var file in Directory.GetFiles(Project, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, "Shop", Path.GetRelativePath(Project, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }

    /// <summary>A new private place for installed templates; not shared, because <c>dotnet new</c> rewrites its cache there.</summary>
    public string EmptyHive() => Path.Combine(EmptyFolder(), "hive");

    /// <summary>Runs a command as a person would write it; templates come from a private hive.</summary>
    internal Task<Command> RunAsync(string hive, string folder, string program, params string[] words) =>
        Command.RunAsync(folder, Environment, program, words is ["new", ..] ? [.. words, "--debug:custom-hive", hive] : words);

    internal ZipArchive Open(string package, string extension = "nupkg") =>
        ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.{extension}"));

    internal bool Exists(string package, string extension) => File.Exists(Path.Combine(Feed, $"{package}.{Version}.{extension}"));

    internal XElement Specification(string package)
    {
        using var archive = Open(package);
        using var stream = archive.GetEntry($"{package}.nuspec")!.Open();
        var root = XDocument.Load(stream).Root!;
        foreach (var element in root.DescendantsAndSelf()) element.Name = element.Name.LocalName;
        return root.Element("metadata")!;
    }

    private async Task RestoreProjectAsync()
    {
        Directory.CreateDirectory(Project);
        await File.WriteAllTextAsync(
            Path.Combine(Project, "Shop.csproj"),
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        (await Command.RunAsync(Project, Environment, "dotnet", "restore")).Succeeded();
    }

    private static string Downloaded()
    {
        var folder = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Directory.CreateDirectory(folder).FullName;
    }
}
