namespace OAuthKit;

/// <summary>One endpoint of an authorization server: how metadata, people and hand-given settings name it.</summary>
internal sealed class Endpoint
{
    public static readonly Endpoint Token = new(MetadataNames.TokenEndpoint, "token endpoint", nameof(ServerEndpoints.Token), static e => e.Token);
    public static readonly Endpoint DeviceAuthorization = new(MetadataNames.DeviceAuthorizationEndpoint, "device authorization endpoint", nameof(ServerEndpoints.DeviceAuthorization), static e => e.DeviceAuthorization);
    public static readonly Endpoint BackchannelAuthentication = new(MetadataNames.BackchannelAuthenticationEndpoint, "backchannel authentication endpoint", nameof(ServerEndpoints.BackchannelAuthentication), static e => e.BackchannelAuthentication);
    public static readonly Endpoint Revocation = new(MetadataNames.RevocationEndpoint, "revocation endpoint", nameof(ServerEndpoints.Revocation), static e => e.Revocation, MetadataNames.RevocationEndpointAuthMethodsSupported);
    public static readonly Endpoint Introspection = new(MetadataNames.IntrospectionEndpoint, "introspection endpoint", nameof(ServerEndpoints.Introspection), static e => e.Introspection, MetadataNames.IntrospectionEndpointAuthMethodsSupported);
    public static readonly Endpoint UserInfo = new(MetadataNames.UserInfoEndpoint, "UserInfo endpoint", nameof(ServerEndpoints.UserInfo), static e => e.UserInfo);
    public static readonly Endpoint Registration = new(MetadataNames.RegistrationEndpoint, "registration endpoint", nameof(ServerEndpoints.Registration), static e => e.Registration);
    public static readonly Endpoint Jwks = new(MetadataNames.JwksUri, "JWKS document", nameof(ServerEndpoints.Jwks), static e => e.Jwks);

    public static readonly Endpoint Authorization = new(MetadataNames.AuthorizationEndpoint, "authorization endpoint", nameof(ServerEndpoints.Authorization), static e => e.Authorization) { IsForBrowser = true };
    public static readonly Endpoint PushedAuthorization = new(MetadataNames.PushedAuthorizationRequestEndpoint, "pushed authorization request endpoint", nameof(ServerEndpoints.PushedAuthorization), static e => e.PushedAuthorization);

    public static readonly Endpoint EndSession = new(MetadataNames.EndSessionEndpoint, "end session endpoint", nameof(ServerEndpoints.EndSession), static e => e.EndSession) { IsForBrowser = true };

    private readonly Func<ServerEndpoints, string?> _given;

    private Endpoint(string metadataName, string displayName, string optionName, Func<ServerEndpoints, string?> given, string authMethodsName = MetadataNames.TokenEndpointAuthMethodsSupported)
    {
        MetadataName = metadataName;
        DisplayName = displayName;
        OptionName = optionName;
        _given = given;
        AuthMethodsName = authMethodsName;
    }

    public static IReadOnlyList<Endpoint> All { get; } =
        [Token, DeviceAuthorization, BackchannelAuthentication, Revocation, Introspection, UserInfo, Registration, Jwks, Authorization, PushedAuthorization, EndSession];

    /// <summary>Those that OAuthKit calls itself.</summary>
    public static IReadOnlyList<Endpoint> BackChannel { get; } = Array.FindAll([.. All], static endpoint => !endpoint.IsForBrowser);

    public string MetadataName { get; }

    public string DisplayName { get; }

    public string OptionName { get; }

    /// <summary>The metadata member that lists the client authentication methods of the endpoint; where there is no such list, that of the token endpoint applies.</summary>
    public string AuthMethodsName { get; }

    /// <summary>Whether only a browser goes there: OAuthKit makes its URL, and never calls it (RFC 6749 section 3.1).</summary>
    public bool IsForBrowser { get; private init; }

    public string? GivenIn(ServerEndpoints endpoints) => _given(endpoints);
}
