using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

internal sealed class RsaTestSigningKey : TestSigningKey
{
    private readonly RsaAlgorithm _algorithm;
    private readonly RSA _key = RSA.Create(2048);

    public RsaTestSigningKey(RsaAlgorithm algorithm, string? keyId)
        : base(algorithm.Name)
    {
        _algorithm = algorithm;
        KeyId = keyId ?? Thumbprint();
    }

    public override string KeyId { get; }

    internal override byte[] ExportPublicKey() => _key.ExportSubjectPublicKeyInfo();

    protected override void Dispose(bool disposing) => _key.Dispose();

    private protected override byte[] SignContent(ReadOnlySpan<byte> content) =>
        _key.SignData(content, _algorithm.Hash, _algorithm.Padding);

    private protected override bool VerifyContent(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) =>
        _key.VerifyData(content, signature, _algorithm.Hash, _algorithm.Padding);

    private protected override JsonObject CreatePublicMembers()
    {
        var parameters = _key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            [JoseNames.Exponent] = Base64Url.EncodeToString(parameters.Exponent),
            [JoseNames.KeyType] = JoseNames.Rsa,
            [JoseNames.Modulus] = Base64Url.EncodeToString(parameters.Modulus),
        };
    }
}
