using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace MaintenanceTasks.Dashboard;

/// <summary>Stylesheet, script and icon, embedded in the assembly: they need no static-file middleware of the host.</summary>
internal static class Assets
{
    private static readonly FrozenDictionary<string, Asset> Files = new[]
    {
        Asset.Read("dashboard.css", "text/css; charset=utf-8"),
        Asset.Read("dashboard.js", "text/javascript; charset=utf-8"),
        Asset.Read("icon.svg", "image/svg+xml"),
    }.ToFrozenDictionary(asset => asset.Name);

    /// <summary>Changes with every build, so that pages never meet assets of another version.</summary>
    public static string Version { get; } = typeof(Assets).Module.ModuleVersionId.ToString("N")[..12];

    public static IResult Serve(HttpContext context, string file)
    {
        if (!Files.TryGetValue(file, out var asset)) return Results.NotFound();
        var headers = context.Response.Headers;
        headers.CacheControl = context.Request.QueryString.Value == "?" + Version ? "private, max-age=31536000, immutable" : "private, max-age=3600";
        headers.Vary = "Accept-Encoding";
        var sent = asset.For(context.Request);
        if (sent.Encoding is not null) headers.ContentEncoding = sent.Encoding;
        return Results.Bytes(sent.Content, asset.Type, entityTag: sent.Tag);
    }
}
