namespace OAuthKit.Testing;

/// <summary>What a body is made of. One stream serves both transports: in memory the client reads it, on loopback it is copied to the connection.</summary>
internal abstract class ResponseBody
{
    /// <summary>What <c>Content-Length</c> says; null sends the body in chunks.</summary>
    public abstract long? ContentLength { get; }

    public abstract Stream Open(TestRequest request, CancellationToken stopping);
}
