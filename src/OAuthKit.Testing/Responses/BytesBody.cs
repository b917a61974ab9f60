namespace OAuthKit.Testing;

internal sealed class BytesBody(ReadOnlyMemory<byte> bytes) : ResponseBody
{
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public override long? ContentLength => Bytes.Length;

    public override Stream Open(TestRequest request, CancellationToken stopping) => new PrefixStream(Bytes, static _ => default, request, stopping);
}
