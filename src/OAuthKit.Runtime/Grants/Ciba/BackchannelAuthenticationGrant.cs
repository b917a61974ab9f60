namespace OAuthKit;

/// <summary>
/// Tokens for a user who confirms on a device of theirs
/// (<see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#token_request">CIBA
/// section 10.1</see>). A single request: until the user has decided the server refuses it with
/// <c>authorization_pending</c>. A <see cref="TokenPoller"/> repeats it as the specification wants. The tokens hold a validated
/// <see cref="TokenSet.IdToken"/>, so the issuer of the server has to be known.
/// </summary>
public sealed class BackchannelAuthenticationGrant : TokenGrant
{
    private readonly AuthReqId _authReqId;
    private readonly string? _requestedScope;
    private readonly DpopProver? _dpop;

    /// <summary>The tokens of an <c>auth_req_id</c> that is at hand.</summary>
    /// <param name="authReqId">The <c>auth_req_id</c>.</param>
    public BackchannelAuthenticationGrant(AuthReqId authReqId)
    {
        ArgumentNullException.ThrowIfNull(authReqId);
        _authReqId = authReqId;
    }

    /// <summary>The tokens of an authentication.</summary>
    /// <param name="authentication">The authentication.</param>
    public BackchannelAuthenticationGrant(BackchannelAuthentication authentication)
    {
        ArgumentNullException.ThrowIfNull(authentication);
        _authReqId = authentication.AuthReqId;
        _requestedScope = authentication.RequestedScope;
        _dpop = authentication.Dpop;
    }

    /// <inheritdoc/>
    public override string GrantType => GrantTypes.Ciba;

    /// <inheritdoc/>
    public override bool IsSingleUse => true;

    internal override string? ScopeByDefault => Scope ?? _requestedScope;

    internal override DpopProver? Dpop => _dpop;

    // CIBA section 7.1: every request asks for "openid".
    internal override IdTokenExpectations ExpectedIdToken => new() { IsRequired = true };

    /// <inheritdoc/>
    protected override void AddParameters(FormParameters form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Add(Wire.AuthReqId, _authReqId.Reveal());
    }
}
