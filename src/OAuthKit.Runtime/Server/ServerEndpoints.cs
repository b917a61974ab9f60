namespace OAuthKit;

/// <summary>Endpoints given by hand, each an absolute https URL. They stand in place of discovery, or override what it says.</summary>
public sealed class ServerEndpoints
{
    /// <summary>The token endpoint (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 section 3.2</see>).</summary>
    public string? Token { get; init; }

    /// <summary>The device authorization endpoint (<see href="https://www.rfc-editor.org/rfc/rfc8628#section-3.1">RFC 8628 section 3.1</see>).</summary>
    public string? DeviceAuthorization { get; init; }

    /// <summary>The backchannel authentication endpoint (<see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#auth_backchannel_endpoint">CIBA section 7</see>).</summary>
    public string? BackchannelAuthentication { get; init; }

    /// <summary>The revocation endpoint (<see href="https://www.rfc-editor.org/rfc/rfc7009#section-2">RFC 7009 section 2</see>).</summary>
    public string? Revocation { get; init; }

    /// <summary>The introspection endpoint (<see href="https://www.rfc-editor.org/rfc/rfc7662#section-2">RFC 7662 section 2</see>).</summary>
    public string? Introspection { get; init; }

    /// <summary>The UserInfo endpoint (<see href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfo">OpenID Connect Core section 5.3</see>).</summary>
    public string? UserInfo { get; init; }

    /// <summary>The registration endpoint (<see href="https://www.rfc-editor.org/rfc/rfc7591#section-3">RFC 7591 section 3</see>).</summary>
    public string? Registration { get; init; }

    /// <summary>Where the server's keys are (<c>jwks_uri</c>, <see href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414 section 2</see>).</summary>
    public string? Jwks { get; init; }

    /// <summary>The authorization endpoint, where the browser is sent (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.1">RFC 6749 section 3.1</see>). It may have a query.</summary>
    public string? Authorization { get; init; }

    /// <summary>The end session endpoint (<see href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#OPMetadata">RP-Initiated Logout section 2.1</see>).</summary>
    public string? EndSession { get; init; }

    /// <summary>The pushed authorization request endpoint (<see href="https://www.rfc-editor.org/rfc/rfc9126#section-2">RFC 9126 section 2</see>).</summary>
    public string? PushedAuthorization { get; init; }
}
