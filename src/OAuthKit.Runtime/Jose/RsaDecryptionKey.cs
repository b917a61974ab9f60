using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;

namespace OAuthKit;

/// <summary>RSAES OAEP (RFC 7518 section 4.3).</summary>
internal sealed class RsaDecryptionKey : DecryptionKey
{
    private const int MinKeySize = 2048;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly RSA _rsa;

    /// <summary>Takes the key over, unless it throws.</summary>
    public RsaDecryptionKey(RSA rsa, string? keyId)
        : base(keyId)
    {
        if (rsa.KeySize < MinKeySize || !IsPrivate(rsa))
        {
            throw new CryptographicException();
        }

        _rsa = rsa;
    }

    private protected override string Kind => "RSA decryption key";

    internal override bool Fits(string algorithm) => algorithm is JweAlgorithms.RsaOaep or JweAlgorithms.RsaOaep256;

    internal override byte[]? FindContentKey(JsonElement header, string algorithm, ContentEncryption content, byte[] encryptedKey)
    {
        try
        {
            return _rsa.Decrypt(encryptedKey, algorithm == JweAlgorithms.RsaOaep ? RSAEncryptionPadding.OaepSHA1 : RSAEncryptionPadding.OaepSHA256);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private protected override void Dispose(bool disposing) => _rsa.Dispose();

    private static bool IsPrivate(RSA rsa) => rsa.ExportParameters(true).D is not null;
}
