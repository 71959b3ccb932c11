using System.Reflection;
using System.Xml.Linq;

namespace MaintenanceTasks.Packaging.Tests;

/// <summary>The repository these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release: what the projects have been built as together with these tests.</summary>
    public static string Configuration { get; } = typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.GetFiles(PathOf("src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The version of a package that the repository itself uses.</summary>
    public static string VersionOf(string package) => XDocument.Load(PathOf("Directory.Packages.props")).Descendants("PackageVersion")
        .Single(version => version.Attribute("Include")!.Value == package).Attribute("Version")!.Value;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MaintenanceTasks.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"Expected MaintenanceTasks.slnx in a folder above {AppContext.BaseDirectory}.");
    }
}
