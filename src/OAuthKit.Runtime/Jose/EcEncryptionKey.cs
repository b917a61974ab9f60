using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>ECDH-ES with a key of its own for each content, directly and with key wrap (RFC 7518 section 4.6).</summary>
internal sealed class EcEncryptionKey(ECParameters point, EcCurve curve, string? keyId) : EncryptionKey(keyId)
{
    private protected override string Kind => "EC encryption key";

    internal override WrappedKey Wrap(string algorithm, ContentEncryption content)
    {
        using var receiver = ECDiffieHellman.Create(point);
        using var receiverKey = receiver.PublicKey;
        using var ephemeral = ECDiffieHellman.Create(curve.Curve);
        var secret = ephemeral.DeriveRawSecretAgreement(receiverKey);
        try
        {
            return algorithm switch
            {
                JweAlgorithms.EcdhEsA128KW => Wrap(secret, algorithm, 16, content, ephemeral),
                JweAlgorithms.EcdhEsA256KW => Wrap(secret, algorithm, 32, content, ephemeral),
                _ => new(ConcatKdf.Derive(secret, content.Name, [], [], content.KeyLength), []) { Ephemeral = ephemeral.ExportParameters(false), Curve = curve.Name },
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private WrappedKey Wrap(byte[] secret, string algorithm, int length, ContentEncryption content, ECDiffieHellman ephemeral)
    {
        var wrapping = ConcatKdf.Derive(secret, algorithm, [], [], length);
        try
        {
            var contentKey = RandomNumberGenerator.GetBytes(content.KeyLength);
            return new(contentKey, AesKeyWrap.Wrap(wrapping, contentKey)) { Ephemeral = ephemeral.ExportParameters(false), Curve = curve.Name };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapping);
        }
    }

    private protected override bool FitsKind(string algorithm) =>
        algorithm is JweAlgorithms.EcdhEs or JweAlgorithms.EcdhEsA128KW or JweAlgorithms.EcdhEsA256KW;
}
