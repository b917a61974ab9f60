using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>RFC 7518 section 3.4.</summary>
internal sealed class EcAlgorithm(string name, HashAlgorithmName hash, ECCurve curve, string curveName) : SignatureAlgorithm(name, JoseNames.EllipticCurve, hash)
{
    public ECCurve Curve { get; } = curve;

    public string CurveName { get; } = curveName;

    public override TestSigningKey CreateKey(string? keyId = null) => new EcTestSigningKey(this, keyId);

    public override bool Verify(JsonObject jwk, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        if (jwk.ReadString(JoseNames.Curve) != CurveName || jwk.ReadBytes(JoseNames.X) is not { } x || jwk.ReadBytes(JoseNames.Y) is not { } y)
        {
            return false;
        }

        using var key = ECDsa.Create(new ECParameters { Curve = Curve, Q = new ECPoint { X = x, Y = y } });
        return key.VerifyData(content, signature, Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
