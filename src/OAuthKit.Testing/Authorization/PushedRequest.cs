namespace OAuthKit.Testing;

/// <summary>An authorization request that a client pushed (RFC 9126). It works once.</summary>
internal sealed class PushedRequest(string clientId, RequestValues values, DateTimeOffset expiresAt)
{
    private int _isUsed;

    public string ClientId { get; } = clientId;

    /// <summary>The parameters, out of the request object where there was one.</summary>
    public RequestValues Values { get; } = values;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    public bool TryUse() => Interlocked.Exchange(ref _isUsed, 1) == 0;
}
