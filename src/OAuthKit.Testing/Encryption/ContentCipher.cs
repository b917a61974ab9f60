namespace OAuthKit.Testing;

/// <summary>How the content of a JWE is encrypted and authenticated (RFC 7518 section 5.1).</summary>
internal abstract class ContentCipher(string name, int keyLength, int ivLength)
{
    public static IReadOnlyList<ContentCipher> All { get; } =
    [
        new CbcHmacCipher(JoseNames.A128CbcHs256, 32),
        new CbcHmacCipher(JoseNames.A192CbcHs384, 48),
        new CbcHmacCipher(JoseNames.A256CbcHs512, 64),
        new GcmCipher(JoseNames.A128Gcm, 16),
        new GcmCipher(JoseNames.A192Gcm, 24),
        new GcmCipher(JoseNames.A256Gcm, 32),
    ];

    public string Name { get; } = name;

    /// <summary>In bytes.</summary>
    public int KeyLength { get; } = keyLength;

    /// <summary>In bytes.</summary>
    public int IvLength { get; } = ivLength;

    public static ContentCipher? Find(string? name) => All.FirstOrDefault(cipher => cipher.Name == name);

    public abstract (byte[] Content, byte[] Tag) Encrypt(byte[] key, byte[] iv, byte[] plain, byte[] associated);

    /// <summary>Throws a <see cref="System.Security.Cryptography.CryptographicException"/> where anything about it is wrong.</summary>
    public abstract byte[] Decrypt(byte[] key, byte[] iv, byte[] content, byte[] tag, byte[] associated);
}
