using System.Reflection;
using System.Xml.Linq;
using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Tests;

/// <summary>The arrows between the projects: adapters point to the core, never at each other; the core points at nothing of ours.</summary>
public sealed class ArchitectureTests
{
    private const string Core = "MaintenanceTasks";
    private const string DataProtection = "Microsoft.AspNetCore.DataProtection.Abstractions";

    public static TheoryData<string> Projects => [.. Directory.GetDirectories(Path.Combine(Root(), "src")).Select(folder => Path.GetFileName(folder)).Order()];

    [Fact]
    [Ancestor("C334", Better = "stopping is heard from the host, whatever the queue: there is nothing to load for one")]
    public void The_core_needs_the_framework_and_its_extensions_only()
    {
        var references = References(typeof(MaintenanceTask).Assembly);
        Assert.NotEmpty(references);
        Assert.All(references, name => Assert.True(IsOfTheFramework(name), $"The core references {name}."));
        Assert.DoesNotContain(
            references.Where(name => name != DataProtection),
            name => name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void The_test_kit_needs_the_core_and_no_test_framework() =>
        Assert.All(References(typeof(TaskTest).Assembly), name => Assert.True(name == Core || IsOfTheFramework(name), $"The test kit references {name}."));

    [Theory, MemberData(nameof(Projects))]
    public void A_package_refers_to_the_core_alone(string project)
    {
        var file = Path.Combine(Root(), "src", project, project + ".csproj");
        Assert.True(File.Exists(file), $"Expected {project}.csproj in its folder.");
        var references = XDocument.Load(file).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        Assert.Equal(project is Core or "MaintenanceTasks.Templates" ? [] : [Core], references);
    }

    [Theory, MemberData(nameof(Projects))]
    public void A_package_opens_its_internals_to_tests_and_proofs_alone_and_the_core_to_the_test_kit_too(string project)
    {
        var friends = XDocument.Load(Path.Combine(Root(), "src", project, project + ".csproj"))
            .Descendants("InternalsVisibleTo").Select(friend => friend.Attribute("Include")!.Value);
        Assert.All(friends, friend => Assert.True(friend.EndsWith("Tests", StringComparison.Ordinal) || friend == "Chaos" || project == Core && friend == "MaintenanceTasks.Testing", $"{project} opens its internals to {friend}."));
    }

    private static string[] References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(name => name.Name!)];

    // The one package of ASP.NET Core: two interfaces that need nothing of a web application.
    private static bool IsOfTheFramework(string name) => name is DataProtection
        || name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MaintenanceTasks.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"Expected MaintenanceTasks.slnx in a folder above {AppContext.BaseDirectory}.");
    }
}
