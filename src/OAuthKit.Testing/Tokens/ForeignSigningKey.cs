using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>A key whose signatures the test makes itself.</summary>
internal sealed class ForeignSigningKey : TestSigningKey
{
    private readonly JsonObject _publicJwk;
    private readonly Func<byte[], byte[]> _sign;
    private readonly Func<byte[], byte[], bool> _verify;

    public ForeignSigningKey(string algorithm, JsonObject publicJwk, Func<byte[], byte[]> sign, Func<byte[], byte[], bool> verify)
        : base(algorithm)
    {
        _publicJwk = (JsonObject)publicJwk.DeepClone();
        _sign = sign;
        _verify = verify;
        KeyId = publicJwk.ReadString(JoseNames.KeyId) ?? "";
    }

    public override string KeyId { get; }

    protected override void Dispose(bool disposing)
    {
    }

    private protected override byte[] SignContent(ReadOnlySpan<byte> content) => _sign(content.ToArray());

    private protected override bool VerifyContent(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) => _verify(content.ToArray(), signature.ToArray());

    private protected override JsonObject CreatePublicMembers() => (JsonObject)_publicJwk.DeepClone();
}
