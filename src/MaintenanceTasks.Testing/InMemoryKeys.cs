using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace MaintenanceTasks.Testing;

/// <summary>
/// Data protection for tests, with a key that lives as long as the instance: what one instance has protected no other can read. A
/// <see cref="TaskTest{TTask}"/> has one by itself.
/// </summary>
public sealed class InMemoryKeys : IDataProtectionProvider
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <inheritdoc/>
    public IDataProtector CreateProtector(string purpose) => new Protector(Derive(_key, purpose));

    private static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, key.Length, info: Encoding.UTF8.GetBytes(purpose));

    private sealed class Protector(byte[] key) : IDataProtector
    {
        private static readonly int Nonce = AesGcm.NonceByteSizes.MaxSize;
        private static readonly int Tag = AesGcm.TagByteSizes.MaxSize;

        public IDataProtector CreateProtector(string purpose) => new Protector(Derive(key, purpose));

        public byte[] Protect(byte[] plaintext)
        {
            var whole = new byte[Nonce + Tag + plaintext.Length];
            RandomNumberGenerator.Fill(whole.AsSpan(0, Nonce));
            using var aes = new AesGcm(key, Tag);
            aes.Encrypt(whole.AsSpan(0, Nonce), plaintext, whole.AsSpan(Nonce + Tag), whole.AsSpan(Nonce, Tag));
            return whole;
        }

        public byte[] Unprotect(byte[] protectedData)
        {
            if (protectedData.Length < Nonce + Tag) throw new CryptographicException("The protected data is too short.");
            var plain = new byte[protectedData.Length - Nonce - Tag];
            using var aes = new AesGcm(key, Tag);
            aes.Decrypt(protectedData.AsSpan(0, Nonce), protectedData.AsSpan(Nonce + Tag), protectedData.AsSpan(Nonce, Tag), plain);
            return plain;
        }
    }
}
