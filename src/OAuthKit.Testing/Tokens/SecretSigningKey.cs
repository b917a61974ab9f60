using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>A client's secret as the key of an HMAC (OpenID Connect Core section 10.1). It is never published.</summary>
internal sealed class SecretSigningKey(HmacAlgorithm algorithm, byte[] secret) : TestSigningKey(algorithm.Name)
{
    private readonly byte[] _secret = secret;

    public SecretSigningKey(HmacAlgorithm algorithm, string secret)
        : this(algorithm, Encoding.UTF8.GetBytes(secret))
    {
    }

    public override string KeyId => "";

    protected override void Dispose(bool disposing)
    {
    }

    private protected override byte[] SignContent(ReadOnlySpan<byte> content) => algorithm.Sign(_secret, content);

    private protected override bool VerifyContent(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) => algorithm.Verify(_secret, content, signature);

    private protected override JsonObject CreatePublicMembers() => [];
}
