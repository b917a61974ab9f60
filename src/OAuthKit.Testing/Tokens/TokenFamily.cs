namespace OAuthKit.Testing;

/// <summary>The access tokens and refresh tokens that one decision of a user led to: they end together (RFC 9700 section 4.14.2).</summary>
internal sealed class TokenFamily
{
    private readonly Lock _lock = new();
    private readonly List<string> _accessTokenIds = [];
    private bool _isRevoked;

    public bool IsRevoked
    {
        get
        {
            lock (_lock)
            {
                return _isRevoked;
            }
        }
    }

    public void Add(AccessTokens tokens, string accessTokenId)
    {
        lock (_lock)
        {
            _accessTokenIds.Add(accessTokenId);
            if (_isRevoked)
            {
                tokens.RevokeId(accessTokenId);
            }
        }
    }

    public void Revoke(AccessTokens tokens)
    {
        lock (_lock)
        {
            _isRevoked = true;
            foreach (var id in _accessTokenIds)
            {
                tokens.RevokeId(id);
            }
        }
    }
}
