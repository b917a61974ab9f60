using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

internal sealed class EcTestSigningKey : TestSigningKey
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public EcTestSigningKey()
        : base(JoseNames.Es256)
    {
        KeyId = Thumbprint();
    }

    public override string KeyId { get; }

    protected override void Dispose(bool disposing) => _key.Dispose();

    private protected override byte[] SignContent(ReadOnlySpan<byte> content) =>
        _key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    private protected override bool VerifyContent(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) =>
        _key.VerifyData(content, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    private protected override JsonObject CreatePublicMembers()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject
        {
            [JoseNames.Curve] = JoseNames.P256,
            [JoseNames.KeyType] = JoseNames.EllipticCurve,
            [JoseNames.X] = Base64Url.EncodeToString(point.X),
            [JoseNames.Y] = Base64Url.EncodeToString(point.Y),
        };
    }
}
