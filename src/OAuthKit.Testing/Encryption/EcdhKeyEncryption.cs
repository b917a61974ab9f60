using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>RFC 7518 section 4.6. A wrap length of 0 agrees upon the key of the content itself.</summary>
internal sealed class EcdhKeyEncryption(string name, int wrapLength) : KeyEncryption(name, JoseNames.EllipticCurve)
{
    public override (byte[] ContentKey, byte[] EncryptedKey) Create(JsonObject jwk, ContentCipher cipher, JsonObject header)
    {
        using var theirs = ECDiffieHellman.Create(ReadPoint(jwk));
        using var ours = ECDiffieHellman.Create(theirs.ExportParameters(includePrivateParameters: false).Curve);
        var point = ours.ExportParameters(includePrivateParameters: false).Q;
        header[JoseNames.EphemeralKey] = new JsonObject
        {
            [JoseNames.KeyType] = JoseNames.EllipticCurve,
            [JoseNames.Curve] = jwk.ReadString(JoseNames.Curve),
            [JoseNames.X] = Base64Url.EncodeToString(point.X),
            [JoseNames.Y] = Base64Url.EncodeToString(point.Y),
        };
        var agreed = Derive(ours, theirs.PublicKey, cipher);
        if (wrapLength == 0)
        {
            return (agreed, []);
        }

        var contentKey = RandomNumberGenerator.GetBytes(cipher.KeyLength);
        return (contentKey, KeyWrap.Wrap(agreed, contentKey));
    }

    public byte[] Open(ECDiffieHellman key, JsonObject header, ContentCipher cipher, byte[] encryptedKey)
    {
        using var theirs = ECDiffieHellman.Create(ReadPoint(header[JoseNames.EphemeralKey] as JsonObject ?? []));
        var agreed = Derive(key, theirs.PublicKey, cipher);
        return wrapLength == 0 ? agreed : KeyWrap.Unwrap(agreed, encryptedKey);
    }

    private static ECParameters ReadPoint(JsonObject jwk) => new()
    {
        Curve = EcCurves.Find(jwk.ReadString(JoseNames.Curve)),
        Q = new ECPoint { X = jwk.ReadBytes(JoseNames.X), Y = jwk.ReadBytes(JoseNames.Y) },
    };

    private byte[] Derive(ECDiffieHellman ours, ECDiffieHellmanPublicKey theirs, ContentCipher cipher) => wrapLength == 0
        ? AgreedKey.Derive(ours.DeriveRawSecretAgreement(theirs), cipher.Name, cipher.KeyLength)
        : AgreedKey.Derive(ours.DeriveRawSecretAgreement(theirs), Name, wrapLength);
}
