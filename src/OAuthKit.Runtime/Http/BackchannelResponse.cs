namespace OAuthKit;

/// <summary>One answer of the back channel, read whole. Its bytes go back to the pool with it.</summary>
internal sealed class BackchannelResponse(int status, string? mediaType, DateTimeOffset requestedAt, DateTimeOffset? retryAt, PooledBuffer body) : IDisposable
{
    public int Status { get; } = status;

    /// <summary>From before the request was sent: what the answer says of times counts from no earlier.</summary>
    public DateTimeOffset RequestedAt { get; } = requestedAt;

    public DateTimeOffset? RetryAt { get; } = retryAt;

    public ReadOnlyMemory<byte> Body => body.Written;

    /// <summary>The media type without its parameters, compared without regard to case (RFC 9110 section 8.3.1).</summary>
    public bool IsJson { get; } = string.Equals(mediaType, Wire.Json, StringComparison.OrdinalIgnoreCase);

    public void Dispose() => body.Dispose();
}
