using System.Reflection;
using System.Security.Cryptography;

namespace MaintenanceTasks;

/// <summary>What tells the build of one process from that of another.</summary>
internal static class NodeBuild
{
    private const int LongestVersion = 50;

    /// <summary>The version of the application, and a digest of the modules its tasks are in: two builds of one version differ in it.</summary>
    public static string Of(TaskCatalog catalog)
    {
        var modules = catalog.Tasks.Select(task => task.Type.Module.ModuleVersionId).Distinct().Order().SelectMany(id => id.ToByteArray()).ToArray();
        return $"{Version()} ({Convert.ToHexStringLower(SHA256.HashData(modules).AsSpan(0, 4))})";
    }

    // The commit behind the plus sign is long; the digest says the same of the tasks.
    private static string Version()
    {
        var version = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
        return version.Length > LongestVersion ? version[..LongestVersion] : version;
    }
}
