using System.Security.Cryptography;

namespace MaintenanceTasks;

/// <summary>A piece of a file.</summary>
/// <param name="Number">Its place, from 0.</param>
/// <param name="Bytes">The bytes. Whoever stores them copies them: the memory is used again.</param>
/// <param name="Hash">SHA-256 of the bytes when they were stored, 64 lower-case hexadecimal digits.</param>
public sealed record RunFileChunk(int Number, ReadOnlyMemory<byte> Bytes, string Hash)
{
    internal const int HashLength = 64;

    internal static RunFileChunk Of(int number, ReadOnlyMemory<byte> bytes) => new(number, bytes, HashOf(bytes.Span));

    internal static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
