namespace OAuthKit;

/// <summary>One answer of the back channel, read whole. Its bytes go back to the pool with it.</summary>
internal sealed class BackchannelResponse(int status, string? mediaType, DateTimeOffset requestedAt, DateTimeOffset? retryAt, PooledBuffer body) : IDisposable
{
    public int Status { get; } = status;

    /// <summary>From before the request was sent: what the answer says of times counts from no earlier.</summary>
    public DateTimeOffset RequestedAt { get; } = requestedAt;

    public DateTimeOffset? RetryAt { get; } = retryAt;

    /// <summary>The values of <c>WWW-Authenticate</c> where the answer is a refusal (RFC 6750 section 3); else empty.</summary>
    public string[] Challenges { get; init; } = [];

    /// <summary>Where the answer differs from the standards.</summary>
    public ServerQuirks Quirks { get; init; } = ServerQuirks.None;

    public ReadOnlyMemory<byte> Body => body.Written;

    public bool IsJson => Is(Wire.Json);

    /// <summary>Whether the body is of a media type, compared without parameters and without regard to case (RFC 9110 section 8.3.1).</summary>
    public bool Is(string type) => string.Equals(mediaType, type, StringComparison.OrdinalIgnoreCase);

    public void Dispose() => body.Dispose();
}
