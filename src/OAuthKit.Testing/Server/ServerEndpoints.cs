namespace OAuthKit.Testing;

/// <summary>The endpoints and grants that every server has, and the table in which a request finds its endpoint.</summary>
internal sealed class ServerEndpoints
{
    public ServerEndpoints(TestAuthorizationServer server)
    {
        Authorization = new AuthorizationEndpoint(server);
        SignInPage = new SignInPageEndpoint(server);
        PushedAuthorization = new PushedAuthorizationEndpoint(server);
        EndSession = new EndSessionEndpoint(server);
        WebFinger = new WebFingerEndpoint(server);
        Token = new TokenEndpoint(server);
        DeviceAuthorization = new DeviceAuthorizationEndpoint(server);
        BackchannelAuthentication = new BackchannelAuthenticationEndpoint(server);
        Revocation = new RevocationEndpoint(server);
        Introspection = new IntrospectionEndpoint(server);
        UserInfo = new UserInfoEndpoint(server);
        Registration = new RegistrationEndpoint(server);
        ClientConfiguration = new ClientConfigurationEndpoint(server);
        Jwks = new JwksEndpoint(server);
        OpenIdDiscovery = MetadataEndpoint.OpenId(server);
        OAuthDiscovery = MetadataEndpoint.OAuth(server);
        TestEndpoint[] endpoints =
        [
            Authorization, SignInPage, PushedAuthorization, EndSession, WebFinger, Token, DeviceAuthorization, BackchannelAuthentication, Revocation, Introspection, UserInfo, Registration, ClientConfiguration,
            Jwks, OpenIdDiscovery, OAuthDiscovery,
        ];
        VendorAddress.Move(server.Options.Vendor, this);
        Array.ForEach(endpoints, Table.Add);
        TestGrant[] grants =
        [
            new ClientCredentialsTestGrant(), new AuthorizationCodeTestGrant(), new RefreshTokenTestGrant(),
            new DeviceCodeTestGrant(DeviceAuthorization), new BackchannelTestGrant(BackchannelAuthentication),
            new TokenExchangeTestGrant(), new JwtBearerTestGrant(), new Saml2BearerTestGrant(), new PasswordTestGrant(),
        ];
        Array.ForEach(grants, Token.AddGrant);
    }

    public EndpointTable Table { get; } = new();

    public AuthorizationEndpoint Authorization { get; }

    public SignInPageEndpoint SignInPage { get; }

    public PushedAuthorizationEndpoint PushedAuthorization { get; }

    public EndSessionEndpoint EndSession { get; }

    public WebFingerEndpoint WebFinger { get; }

    public TokenEndpoint Token { get; }

    public DeviceAuthorizationEndpoint DeviceAuthorization { get; }

    public BackchannelAuthenticationEndpoint BackchannelAuthentication { get; }

    public RevocationEndpoint Revocation { get; }

    public IntrospectionEndpoint Introspection { get; }

    public UserInfoEndpoint UserInfo { get; }

    public RegistrationEndpoint Registration { get; }

    public ClientConfigurationEndpoint ClientConfiguration { get; }

    public JwksEndpoint Jwks { get; }

    public MetadataEndpoint OpenIdDiscovery { get; }

    public MetadataEndpoint OAuthDiscovery { get; }
}
