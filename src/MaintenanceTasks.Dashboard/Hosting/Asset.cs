using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MaintenanceTasks.Dashboard;

/// <summary>An embedded file in the forms it is sent in, compressed once, as well as it can be.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Forms">Smallest first; the last is the file itself.</param>
internal sealed record Asset(string Name, string Type, IReadOnlyList<AssetForm> Forms)
{
    /// <summary>The smallest form that the client of a request takes.</summary>
    public AssetForm For(HttpRequest request)
    {
        var taken = request.GetTypedHeaders().AcceptEncoding;
        return Forms.First(form => form.Encoding is null || taken.Any(value => value.Quality != 0 && value.Value.Equals(form.Encoding, StringComparison.OrdinalIgnoreCase)));
    }

    public static Asset Read(string name, string type)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream("assets/" + name)
            ?? throw new InvalidOperationException($"The asset '{name}' is not embedded in {typeof(Asset).Assembly.GetName().Name}.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var brotli = Compressed(content, target => new BrotliStream(target, CompressionLevel.SmallestSize));
        var gzip = Compressed(content, target => new GZipStream(target, CompressionLevel.SmallestSize));
        return new Asset(name, type, [Form("br", brotli), Form("gzip", gzip), Form(null, content)]);
    }

    private static AssetForm Form(string? encoding, byte[] content) =>
        new(encoding, content, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\""));

    private static byte[] Compressed(byte[] content, Func<Stream, Stream> into)
    {
        using var target = new MemoryStream();
        using (var stream = into(target)) stream.Write(content);
        return target.ToArray();
    }
}
