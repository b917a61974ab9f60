namespace OAuthKit.Testing;

/// <summary>Announces more bytes than come before the connection ends.</summary>
internal sealed class TruncatedBody(ReadOnlyMemory<byte> bytes, long announced) : ResponseBody
{
    public override long? ContentLength => announced;

    public override Stream Open(TestRequest request, CancellationToken stopping) => new PrefixStream(bytes, static _ => throw new HttpIOException(HttpRequestError.ResponseEnded), request, stopping);
}
