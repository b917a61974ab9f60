namespace OAuthKit;

/// <summary>Makes clients and servers from options that have been checked.</summary>
internal static class ClientFactory
{
    public static AuthorizationServer CreateServer(OAuthClientOptions options, BackchannelOptions backchannel)
    {
        var endpoints = new ServerEndpoints { Token = options.TokenEndpoint };
        return options.Issuer is null
            ? AuthorizationServer.FromEndpoints(endpoints, null, backchannel)
            : new AuthorizationServer(options.Issuer, backchannel) { MetadataAddress = options.MetadataAddress, Endpoints = endpoints };
    }

    public static OAuthClient CreateClient(OAuthClientOptions options, SenderConstraint constraint, AuthorizationServer server, ClientAuthentication authentication, BackchannelOptions backchannel, TokenManager tokens) =>
        constraint != SenderConstraint.None || options.StatesResponses || options.Profile != SecurityProfile.None
            ? ClientFeatures.Available!.CreateClient(options, constraint, server, authentication, backchannel, tokens)
            : new OAuthClient(server, authentication, backchannel)
            {
                Tokens = tokens,
                Parameters = new Dictionary<string, string>(options.Parameters, StringComparer.Ordinal),
            };

    public static ProtectedResource CreateResource(OAuthApiOptions options, SenderConstraint constraint, BackchannelOptions backchannel) =>
        new(ResourceChecks.IdentifierOf(options), new ProtectedResourceOptions
        {
            AllowedIssuers = options.AllowedIssuers,
            Backchannel = backchannel,
            Profile = options.Profile,
            IdTokens = options.IdTokens,
            Dpop = DpopOf(options, constraint),
            Certificate = CertificateOf(options, constraint),
            Parameters = new Dictionary<string, string>(options.Parameters, StringComparer.Ordinal),
        });

    public static ClientAuthentication CreateAuthentication(OAuthClientOptions options) => options.ClientAuthentication switch
    {
        AuthenticationMethods.None => new NoClientAuthentication(options.ClientId!),
        AuthenticationMethods.ClientSecretPost => new ClientSecretPost(options.ClientId!, options.ClientSecret!),
        _ => new ClientSecretBasic(options.ClientId!, options.ClientSecret!),
    };

    public static DpopOptions? DpopOf(OAuthClientOptions options, SenderConstraint constraint) =>
        constraint == SenderConstraint.Dpop ? options.Dpop ?? new DpopOptions() : null;

    public static ClientCertificate? CertificateOf(OAuthClientOptions options, SenderConstraint constraint) =>
        constraint == SenderConstraint.MutualTls ? options.Certificate : null;
}
