namespace OAuthKit.Testing;

internal sealed class IssuedRefreshToken(UserGrant grant, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
{
    private int _isUsed;

    public UserGrant Grant { get; } = grant;

    public DateTimeOffset IssuedAt { get; } = issuedAt;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    public bool IsUsed => Volatile.Read(ref _isUsed) == 1;

    public bool TryUse() => Interlocked.Exchange(ref _isUsed, 1) == 0;
}
