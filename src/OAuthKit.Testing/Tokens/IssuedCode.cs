namespace OAuthKit.Testing;

internal sealed class IssuedCode(TestAuthorizationCode code, UserGrant grant, DateTimeOffset expiresAt)
{
    private int _isUsed;

    public TestAuthorizationCode Code { get; } = code;

    public UserGrant Grant { get; } = grant;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    public bool TryUse() => Interlocked.Exchange(ref _isUsed, 1) == 0;
}
