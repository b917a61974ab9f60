using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>The key of one content, and what goes with it to the receiver (RFC 7516 section 5.1, steps 2 to 6). Wiped in the end.</summary>
internal sealed class WrappedKey(byte[] contentKey, byte[] encryptedKey) : IDisposable
{
    public byte[] ContentKey { get; } = contentKey;

    /// <summary>Empty where the key was agreed upon.</summary>
    public byte[] EncryptedKey { get; } = encryptedKey;

    /// <summary>The public key of this one agreement (RFC 7518 section 4.6.1.1).</summary>
    public ECParameters? Ephemeral { get; init; }

    public string? Curve { get; init; }

    public void Dispose() => CryptographicOperations.ZeroMemory(ContentKey);
}
