using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MaintenanceTasks.Dashboard;

/// <summary>Stylesheet, script and icon, embedded in the assembly: they need no static-file middleware of the host.</summary>
internal static class Assets
{
    private static readonly FrozenDictionary<string, (string Type, byte[] Content, EntityTagHeaderValue Tag)> Files = new[]
    {
        Read("dashboard.css", "text/css; charset=utf-8"),
        Read("dashboard.js", "text/javascript; charset=utf-8"),
        Read("icon.svg", "image/svg+xml"),
    }.ToFrozenDictionary(file => file.Name, file => (file.Type, file.Content, file.Tag));

    /// <summary>Changes with every build, so that pages never meet assets of another version.</summary>
    public static string Version { get; } = typeof(Assets).Module.ModuleVersionId.ToString("N")[..12];

    public static IResult Serve(HttpContext context, string file)
    {
        if (!Files.TryGetValue(file, out var asset)) return Results.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=86400";
        return Results.Bytes(asset.Content, asset.Type, entityTag: asset.Tag);
    }

    private static (string Name, string Type, byte[] Content, EntityTagHeaderValue Tag) Read(string name, string type)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream("assets/" + name)
            ?? throw new InvalidOperationException($"The asset '{name}' is not embedded in {typeof(Assets).Assembly.GetName().Name}.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var tag = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
        return (name, type, content, new EntityTagHeaderValue($"\"{tag}\""));
    }
}
