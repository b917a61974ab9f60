using System.Diagnostics;

namespace OAuthKit;

/// <summary>
/// New tokens for a refresh token
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749 section 6</see>). The tokens that come hold the new
/// refresh token where the server gave one, and else the old one. A server may take a refresh token once only, so no request
/// with it is ever sent again; for tokens that are kept and refreshed again and again use <see cref="TokenSource"/>.
/// </summary>
/// <remarks>
/// <see cref="TokenGrant.Scope"/> and <see cref="TokenGrant.Resource"/> narrow the new access token down
/// (<see href="https://www.rfc-editor.org/rfc/rfc8707#section-2.2">RFC 8707 section 2.2</see>); the default asks for what was
/// granted.
/// </remarks>
public sealed class RefreshTokenGrant : TokenGrant
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private RefreshToken _refreshToken;

    private string? _granted;
    private EncodedIdToken? _idToken;
    private IdToken? _claims;
    private string? _issuer;
    private DpopProver? _dpop;

    /// <summary>Refreshes by a refresh token. Which scope was granted isn't known then, and isn't checked.</summary>
    /// <param name="refreshToken">The refresh token.</param>
    public RefreshTokenGrant(RefreshToken refreshToken)
    {
        ArgumentNullException.ThrowIfNull(refreshToken);
        _refreshToken = refreshToken;
    }

    /// <summary>
    /// Refreshes tokens. A <see cref="TokenGrant.Scope"/> must be within theirs, and the request goes to the server that gave
    /// them.
    /// </summary>
    /// <param name="tokens">The tokens, with a refresh token among them.</param>
    /// <exception cref="ArgumentException">There is no refresh token among them.</exception>
    public RefreshTokenGrant(TokenSet tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        _refreshToken = tokens.RefreshToken ?? throw new ArgumentException("There is no refresh token among the tokens. Whether the server gives one depends on the grant and the client, and often on the scope \"offline_access\".", nameof(tokens));
        _granted = tokens.Scope;
        _idToken = tokens.EncodedIdToken;
        _claims = tokens.IdToken;
        _issuer = tokens.Issuer;
        _dpop = tokens.AccessToken.Dpop;
    }

    /// <inheritdoc/>
    public override string GrantType => GrantTypes.RefreshToken;

    /// <inheritdoc/>
    public override bool IsSingleUse => true;

    /// <summary>
    /// The issuer of the authorization server that gave the refresh token, which is sent to no other
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14">RFC 9700 section 4.14</see>).
    /// </summary>
    /// <value>The default is that of the tokens; null, where it isn't known, lets it go to the server of whatever client is asked.</value>
    public string? Issuer
    {
        get => _issuer;
        init => _issuer = value;
    }

    internal override string? BoundTo => Issuer;

    // RFC 9449 section 5: the refresh token of a public client is bound to the key too.
    internal override DpopProver? Dpop => _dpop;

    // RFC 6749 section 6: no scope asked for is the scope that was granted.
    internal override string? ScopeByDefault => Scope ?? _granted;

    internal override RefreshToken HeldRefreshToken => _refreshToken;

    // OpenID Connect Core section 12.2: a refresh needn't bring one.
    internal override EncodedIdToken? HeldIdToken => _idToken;

    internal override IdToken? HeldIdTokenClaims => _claims;

    internal override IdTokenExpectations ExpectedIdToken => new() { IsFollowUp = true, Previous = _idToken, PreviousClaims = _claims };

    /// <summary>The same request with the refresh token that came last.</summary>
    internal RefreshTokenGrant With(TokenSet tokens)
    {
        var copy = (RefreshTokenGrant)MemberwiseClone();
        copy._refreshToken = tokens.RefreshToken!;
        copy._granted ??= tokens.Scope;
        copy._idToken = tokens.EncodedIdToken;
        copy._claims = tokens.IdToken;
        copy._issuer = tokens.Issuer ?? _issuer;
        copy._dpop = tokens.AccessToken.Dpop ?? _dpop;
        return copy;
    }

    /// <inheritdoc/>
    protected override void AddParameters(FormParameters form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Add(Wire.RefreshToken, _refreshToken.Reveal());
    }

    // RFC 6749 section 6: MUST NOT include any scope not originally granted.
    private protected override void CheckScope(string? scope)
    {
        if (scope is null || _granted is null)
        {
            return;
        }

        var granted = _granted.Split(' ');
        foreach (var value in scope.Split(' '))
        {
            if (Array.IndexOf(granted, value) < 0)
            {
                throw new ArgumentException($"The scope \"{value}\" isn't among those that were granted, and a refresh can't add one (RFC 6749 section 6). Ask for it in a new login.", nameof(scope));
            }
        }
    }
}
