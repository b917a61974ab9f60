using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>RFC 7518 section 3.2. Its key is a client's secret, so none is made and none is a public JWK.</summary>
internal sealed class HmacAlgorithm(string name, HashAlgorithmName hash) : SignatureAlgorithm(name, JoseNames.Octets, hash)
{
    public override TestSigningKey CreateKey(string? keyId = null) => throw new ArgumentException($"{Name} signs with a client's secret, not with a key of the server's.");

    public override bool Verify(JsonObject jwk, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) => false;

    public bool Verify(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) =>
        CryptographicOperations.FixedTimeEquals(Sign(secret, content), signature);

    public byte[] Sign(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> content) => CryptographicOperations.HmacData(Hash, secret, content);
}
