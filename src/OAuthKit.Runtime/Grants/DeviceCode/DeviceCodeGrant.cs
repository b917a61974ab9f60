namespace OAuthKit;

/// <summary>
/// Tokens for a device whose user decides elsewhere
/// (<see href="https://www.rfc-editor.org/rfc/rfc8628#section-3.4">RFC 8628 section 3.4</see>). A single request: until the user
/// has decided the server refuses it with <c>authorization_pending</c>. A <see cref="TokenPoller"/> repeats it as the
/// specification wants.
/// </summary>
public sealed class DeviceCodeGrant : TokenGrant
{
    private readonly DeviceCode _deviceCode;
    private readonly string? _requestedScope;
    private readonly DpopProver? _dpop;

    /// <summary>The tokens of a device code that is at hand.</summary>
    /// <param name="deviceCode">The device code.</param>
    public DeviceCodeGrant(DeviceCode deviceCode)
    {
        ArgumentNullException.ThrowIfNull(deviceCode);
        _deviceCode = deviceCode;
    }

    /// <summary>The tokens of an authorization.</summary>
    /// <param name="authorization">The authorization.</param>
    public DeviceCodeGrant(DeviceAuthorization authorization)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        _deviceCode = authorization.DeviceCode;
        _requestedScope = authorization.RequestedScope;
        _dpop = authorization.Dpop;
    }

    /// <inheritdoc/>
    public override string GrantType => GrantTypes.DeviceCode;

    /// <inheritdoc/>
    public override bool IsSingleUse => true;

    internal override string? ScopeByDefault => Scope ?? _requestedScope;

    internal override DpopProver? Dpop => _dpop;

    // OpenID Connect Core section 3.1.3.3: it was asked for, so it has to come.
    internal override IdTokenExpectations ExpectedIdToken => new() { IsRequired = ScopeText.Holds(_requestedScope, Wire.OpenId) };

    /// <inheritdoc/>
    protected override void AddParameters(FormParameters form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Add(Wire.DeviceCode, _deviceCode.Reveal());
    }
}
