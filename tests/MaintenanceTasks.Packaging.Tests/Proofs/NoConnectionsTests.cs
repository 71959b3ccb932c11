using System.Reflection;

namespace MaintenanceTasks.Packaging.Tests;

/// <summary>Nobody can make the library ask an address: it cannot ask any.</summary>
public sealed class NoConnectionsTests
{
    private static readonly string[] Networking = ["System.Net.Http", "System.Net.Sockets", "System.Net.Requests", "System.Net.WebClient", "System.Net.WebSockets.Client"];

    [Fact]
    [Survives("S13")]
    public void No_assembly_of_ours_can_open_a_connection_by_itself()
    {
        var assemblies = Directory.GetFiles(AppContext.BaseDirectory, "MaintenanceTasks*.dll").Where(file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal)).ToArray();
        Assert.True(assemblies.Length >= 6, $"Only {assemblies.Length} assemblies.");
        foreach (var assembly in assemblies.Select(Assembly.LoadFrom))
        {
            Assert.Empty(assembly.GetReferencedAssemblies().Select(reference => reference.Name).Intersect(Networking));
        }
    }
}
