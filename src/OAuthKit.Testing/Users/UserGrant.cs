using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>What a user has allowed a client, and the tokens that came of it.</summary>
internal sealed class UserGrant(string clientId, string subject, IReadOnlyList<string> scopes, IReadOnlyList<string> audiences, string? nonce = null)
{
    private readonly Lock _lock = new();
    private DateTimeOffset? _authenticatedAt;
    private string? _certificate;
    private string? _key;
    private bool _isUsed;

    public string ClientId { get; } = clientId;

    public string Subject { get; } = subject;

    public IReadOnlyList<string> Scopes { get; } = scopes;

    /// <summary>Empty for the server's default.</summary>
    public IReadOnlyList<string> Audiences { get; } = audiences;

    public string? Nonce { get; } = nonce;

    public DateTimeOffset? AuthenticatedAt { init => _authenticatedAt = value; }

    public string? AuthenticationContext { get; init; }

    public IReadOnlyList<string> AuthenticationMethods { get; init; } = [];

    public string? SessionId { get; init; }

    public JsonArray? AuthorizationDetails { get; init; }

    /// <summary>The names of the user's claims that the client wants in ID tokens (OpenID Connect Core section 5.5).</summary>
    public IReadOnlyList<string> IdTokenClaims { get; init; } = [];

    public TokenFamily Family { get; } = new();

    /// <summary>Binds the grant of a public client to the first certificate that it is used under (RFC 8705 section 4).</summary>
    /// <returns>False where that was another one.</returns>
    public bool TryBind(string thumbprint)
    {
        lock (_lock)
        {
            return (_certificate ??= thumbprint) == thumbprint;
        }
    }

    /// <summary>Binds the grant of a public client to the key that it is first used with (RFC 9449 section 5).</summary>
    /// <returns>False where that was another one than this, or none comes now.</returns>
    public bool TryBindKey(string? thumbprint)
    {
        lock (_lock)
        {
            (_key, _isUsed) = (_isUsed ? _key : thumbprint, true);
            return _key is null || _key == thumbprint;
        }
    }

    /// <summary>When the user signed in: where nobody said, when the first ID token was made. A refreshed one says the same (OpenID Connect Core section 12.2).</summary>
    public DateTimeOffset ReadAuthenticatedAt(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _authenticatedAt ??= now;
        }
    }
}
