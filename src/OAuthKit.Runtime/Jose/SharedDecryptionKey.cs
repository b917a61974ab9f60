using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;

namespace OAuthKit;

/// <summary>A key used directly (RFC 7518 section 4.5).</summary>
internal sealed class SharedDecryptionKey(byte[] key, string? keyId) : DecryptionKey(keyId)
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _key = key;

    private protected override string Kind => "shared decryption key";

    internal override bool Fits(string algorithm) => algorithm == JweAlgorithms.Direct;

    // RFC 7516 section 5.2, step 10: there is no encrypted key. The copy is wiped by who uses it.
    internal override byte[]? FindContentKey(JsonElement header, string algorithm, ContentEncryption content, byte[] encryptedKey) =>
        encryptedKey.Length == 0 ? [.. _key] : null;

    private protected override void Dispose(bool disposing) => CryptographicOperations.ZeroMemory(_key);
}
