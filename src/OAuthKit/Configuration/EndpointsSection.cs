namespace OAuthKit;

/// <summary>The keys of <c>Endpoints</c> of a client, which have the names of <see cref="ServerEndpoints"/>.</summary>
internal static class EndpointsSection
{
    public static ConfigurationTable Table { get; } = new(
        [
            new EndpointKey("Token"), new EndpointKey("Authorization"), new EndpointKey("DeviceAuthorization"),
            new EndpointKey("BackchannelAuthentication"), new EndpointKey("PushedAuthorization"), new EndpointKey("Revocation"),
            new EndpointKey("Introspection"), new EndpointKey("UserInfo"), new EndpointKey("Registration"),
            new EndpointKey("EndSession"), new EndpointKey("Jwks"),
        ],
        new(
            ClientFeatures.IsMinimal ? "" : """
            TokenEndpoint=Token
            TokenUrl=Token
            TokenUri=Token
            AuthorizationEndpoint=Authorization
            Authorize=Authorization
            DeviceAuthorizationEndpoint=DeviceAuthorization
            Device=DeviceAuthorization
            BackchannelAuthenticationEndpoint=BackchannelAuthentication
            Ciba=BackchannelAuthentication
            PushedAuthorizationRequestEndpoint=PushedAuthorization
            PushedAuthorizationRequest=PushedAuthorization
            Par=PushedAuthorization
            RevocationEndpoint=Revocation
            IntrospectionEndpoint=Introspection
            UserInfoEndpoint=UserInfo
            RegistrationEndpoint=Registration
            EndSessionEndpoint=EndSession
            Logout=EndSession
            JwksUri=Jwks
            """,
            []));

    public static void Read(ConfigurationValue value, OAuthClientOptions client)
    {
        var endpoints = new ServerEndpointsDraft();
        value.Read(Table, endpoints);
        client.Endpoints = endpoints.ToEndpoints();
    }
}
