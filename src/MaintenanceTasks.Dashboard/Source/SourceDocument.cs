using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Security.Cryptography;
using System.Text;

namespace MaintenanceTasks.Dashboard;

/// <summary>A source file as the PDB knows it.</summary>
/// <param name="Path">Where the compiler found it.</param>
/// <param name="Embedded">Its bytes, when they were put into the PDB; else null.</param>
/// <param name="Hash">The SHA-256 of its bytes; null when the PDB has another kind of hash.</param>
internal sealed record SourceDocument(string Path, byte[]? Embedded, byte[]? Hash)
{
    /// <summary>Larger ones are not written by hand.</summary>
    public const int MaxBytes = 256 * 1024;

    // Kinds and algorithms of the Portable PDB specification.
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
    private static readonly Guid Sha256 = new("8829D00F-11B8-4213-878B-770E8597AC16");

    public static SourceDocument Read(MetadataReader reader, DocumentHandle handle)
    {
        var document = reader.GetDocument(handle);
        var embedded = reader.GetCustomDebugInformation(handle).Select(reader.GetCustomDebugInformation)
            .Where(information => reader.GetGuid(information.Kind) == EmbeddedSource)
            .Select(information => Unpack(reader.GetBlobBytes(information.Value))).FirstOrDefault();
        var hash = reader.GetGuid(document.HashAlgorithm) == Sha256 ? reader.GetBlobBytes(document.Hash) : null;
        return new SourceDocument(reader.GetString(document.Name), embedded, hash);
    }

    /// <summary>Its text exactly as it was compiled; null when it is not at hand, too large, or has been changed since.</summary>
    public string? Text()
    {
        var bytes = Embedded ?? FromDisk();
        return bytes is null ? null : new StreamReader(new MemoryStream(bytes), Encoding.UTF8).ReadToEnd();
    }

    /// <summary>Without the comparison a page could show what does not run, or a file that only happens to be in that place.</summary>
    private byte[]? FromDisk()
    {
        var file = new FileInfo(Path);
        if (Hash is null || !file.Exists || file.Length > MaxBytes) return null;
        var bytes = File.ReadAllBytes(Path);
        return SHA256.HashData(bytes).AsSpan().SequenceEqual(Hash) ? bytes : null;
    }

    /// <summary>The first four bytes are the size once inflated; 0 stands for bytes that are not deflated.</summary>
    private static byte[]? Unpack(byte[] packed)
    {
        var size = BinaryPrimitives.ReadInt32LittleEndian(packed);
        if (size == 0) return packed.Length <= MaxBytes ? packed[sizeof(int)..] : null;
        if (size is < 0 or > MaxBytes) return null;
        var bytes = new byte[size];
        using var inflated = new DeflateStream(new MemoryStream(packed, sizeof(int), packed.Length - sizeof(int)), CompressionMode.Decompress);
        inflated.ReadExactly(bytes);
        return bytes;
    }
}
