using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>RFC 7518 sections 3.3 and 3.5.</summary>
internal sealed class RsaAlgorithm(string name, HashAlgorithmName hash, RSASignaturePadding padding) : SignatureAlgorithm(name, JoseNames.Rsa, hash)
{
    public RSASignaturePadding Padding { get; } = padding;

    public override TestSigningKey CreateKey(string? keyId = null) => new RsaTestSigningKey(this, keyId);

    public override bool Verify(JsonObject jwk, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        if (jwk.ReadBytes(JoseNames.Modulus) is not { } modulus || jwk.ReadBytes(JoseNames.Exponent) is not { } exponent)
        {
            return false;
        }

        using var key = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
        return key.VerifyData(content, signature, Hash, Padding);
    }
}
