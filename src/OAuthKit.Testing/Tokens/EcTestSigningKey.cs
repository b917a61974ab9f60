using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

internal sealed class EcTestSigningKey : TestSigningKey
{
    private readonly EcAlgorithm _algorithm;
    private readonly ECDsa _key;

    public EcTestSigningKey(EcAlgorithm algorithm, string? keyId)
        : base(algorithm.Name)
    {
        _algorithm = algorithm;
        _key = ECDsa.Create(algorithm.Curve);
        KeyId = keyId ?? Thumbprint();
    }

    public override string KeyId { get; }

    internal override byte[] ExportPublicKey() => _key.ExportSubjectPublicKeyInfo();

    protected override void Dispose(bool disposing) => _key.Dispose();

    private protected override byte[] SignContent(ReadOnlySpan<byte> content) =>
        _key.SignData(content, _algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    private protected override bool VerifyContent(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) =>
        _key.VerifyData(content, signature, _algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    private protected override JsonObject CreatePublicMembers()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject
        {
            [JoseNames.Curve] = _algorithm.CurveName,
            [JoseNames.KeyType] = JoseNames.EllipticCurve,
            [JoseNames.X] = Base64Url.EncodeToString(point.X),
            [JoseNames.Y] = Base64Url.EncodeToString(point.Y),
        };
    }
}
