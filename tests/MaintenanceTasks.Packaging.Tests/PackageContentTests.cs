using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace MaintenanceTasks.Packaging.Tests;

/// <summary>What is in the packages, and what they bring along.</summary>
public sealed class PackageContentTests(Packages packages)
{
    private const string Core = "MaintenanceTasks";
    private const string Templates = "MaintenanceTasks.Templates";

    public static TheoryData<string> All => [.. Repository.Projects.Select(project => Path.GetFileNameWithoutExtension(project))];

    public static TheoryData<string> Libraries => [.. Repository.Projects.Select(project => Path.GetFileNameWithoutExtension(project)).Where(name => name != Templates)];

    [Theory, MemberData(nameof(All))]
    public void A_package_says_what_it_is(string package)
    {
        var metadata = packages.Specification(package);
        Assert.Equal(package, metadata.Element("id")!.Value);
        Assert.Equal(Packages.Version, metadata.Element("version")!.Value);
        Assert.Equal("MIT", metadata.Element("license")!.Value);
        Assert.Equal("README.md", metadata.Element("readme")!.Value);
        Assert.NotEqual("Package Description", metadata.Element("description")!.Value);

        using var archive = packages.Open(package);
        using var readme = new StreamReader(archive.GetEntry("README.md")!.Open());
        Assert.Equal(File.ReadAllText(Repository.PathOf("README.md")), readme.ReadToEnd());
    }

    [Theory, MemberData(nameof(Libraries))]
    public void A_library_comes_with_its_documentation_and_its_symbols(string package)
    {
        using var archive = packages.Open(package);
        Assert.NotNull(archive.GetEntry($"lib/net10.0/{package}.dll"));
        using var documentation = new StreamReader(archive.GetEntry($"lib/net10.0/{package}.xml")!.Open());
        Assert.Contains("<summary>", documentation.ReadToEnd(), StringComparison.Ordinal);

        using var symbols = packages.Open(package, "snupkg");
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{package}.pdb"));
    }

    [Theory, MemberData(nameof(Libraries))]
    [Ancestor("C293")]
    public void Every_public_type_and_method_of_a_library_is_documented(string package)
    {
        using var archive = packages.Open(package);
        using var file = archive.GetEntry($"lib/net10.0/{package}.xml")!.Open();
        var documented = XDocument.Load(file).Descendants("member")
            .Where(member => member.Element("summary") is { Value.Length: > 0 } || member.Element("inheritdoc") is not null)
            .Select(member => member.Attribute("name")!.Value.Split('(')[0]).ToHashSet();

        // The Razor compiler makes components public; nobody but the dashboard can use them.
        var types = Assembly.Load(package).GetExportedTypes().Where(type => type.Namespace?.EndsWith(".Components", StringComparison.Ordinal) != true).ToArray();
        Assert.NotEmpty(types);
        Assert.All(types.Select(type => "T:" + Name(type)), name => Assert.Contains(name, documented));
        Assert.All(types.SelectMany(Methods).Select(method => $"M:{Name(method.DeclaringType!)}.{method.Name}"), name => Assert.Contains(documented, known => known.Split("``")[0] == name));

        static string Name(Type type) => type.FullName!.Replace('+', '.');
        static IEnumerable<MethodInfo> Methods(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.IsAssignableTo(typeof(Delegate)));
    }

    [Theory, MemberData(nameof(Libraries))]
    public void A_library_needs_the_core_and_none_of_the_other_packages(string package)
    {
        var ours = Dependencies(package).Where(name => name.StartsWith(Core, StringComparison.Ordinal));
        Assert.Equal(package == Core ? [] : [Core], ours);
    }

    [Theory, MemberData(nameof(Libraries))]
    public void A_library_brings_no_build_tool_along(string package) =>
        Assert.DoesNotContain(Dependencies(package), name => name.Contains("Analyzers", StringComparison.Ordinal) || name == "MinVer");

    [Fact]
    public void The_core_brings_neither_Entity_Framework_Core_nor_anything_else_than_extensions() =>
        Assert.All(
            Dependencies(Core),
            name => Assert.True(
                name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || name == "Microsoft.AspNetCore.DataProtection.Abstractions", $"The core needs {name}."));

    [Fact]
    public void The_templates_are_a_package_of_templates_without_assembly_or_dependency()
    {
        Assert.Equal("Template", packages.Specification(Templates).Element("packageTypes")!.Element("packageType")!.Attribute("name")!.Value);
        Assert.Empty(Dependencies(Templates));
        Assert.False(packages.Exists(Templates, "snupkg"));

        using var archive = packages.Open(Templates);
        Assert.DoesNotContain(archive.Entries, entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal));
        Assert.Equal(
            Directory.GetDirectories(Repository.PathOf("src", Templates, "templates")).Select(folder => Path.GetFileName(folder)).Order(),
            archive.Entries.Where(entry => entry.Name == "template.json").Select(entry => entry.FullName.Split('/')[1]).Order());
    }

    private IEnumerable<string> Dependencies(string package) =>
        packages.Specification(package).Descendants("dependency").Select(dependency => dependency.Attribute("id")!.Value);
}
