namespace OAuthKit;

/// <summary>How the content of a JWE is encrypted and authenticated (RFC 7518 section 5).</summary>
internal abstract class ContentEncryption(string name, int keyLength, int ivLength, int tagLength)
{
    private static readonly ContentEncryption[] _all =
    [
        new AesGcmEncryption(JweAlgorithms.A128Gcm, 16), new AesGcmEncryption(JweAlgorithms.A256Gcm, 32),
        new AesCbcHmacEncryption(JweAlgorithms.A128CbcHS256, 32), new AesCbcHmacEncryption(JweAlgorithms.A256CbcHS512, 64),
    ];

    public string Name { get; } = name;

    /// <summary>In bytes.</summary>
    public int KeyLength { get; } = keyLength;

    /// <summary>In bytes.</summary>
    public int IvLength { get; } = ivLength;

    public static ContentEncryption? Find(string name)
    {
        foreach (var encryption in _all)
        {
            if (encryption.Name == name)
            {
                return encryption;
            }
        }

        return null;
    }

    /// <summary>The content; null where anything about it is wrong.</summary>
    public byte[]? Decrypt(byte[] key, byte[] iv, byte[] content, byte[] tag, byte[] associated) =>
        key.Length == KeyLength && iv.Length == IvLength && tag.Length == tagLength ? DecryptCore(key, iv, content, tag, associated) : null;

    /// <summary>The encrypted content and its tag.</summary>
    public abstract (byte[] Content, byte[] Tag) Encrypt(byte[] key, byte[] iv, byte[] plain, byte[] associated);

    protected abstract byte[]? DecryptCore(byte[] key, byte[] iv, byte[] content, byte[] tag, byte[] associated);
}
