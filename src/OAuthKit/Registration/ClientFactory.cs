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

    public static ProtectedResource CreateResource(OAuthApiOptions options, BackchannelOptions backchannel) =>
        new(ResourceChecks.IdentifierOf(options), new ProtectedResourceOptions
        {
            AllowedIssuers = options.AllowedIssuers,
            Backchannel = backchannel,
            Profile = options.Profile,
            IdTokens = options.IdTokens,
            Parameters = new Dictionary<string, string>(options.Parameters, StringComparer.Ordinal),
        });

    public static ClientAuthentication CreateAuthentication(OAuthClientOptions options) => options.ClientAuthentication switch
    {
        AuthenticationMethods.None => new NoClientAuthentication(options.ClientId!),
        AuthenticationMethods.ClientSecretPost => new ClientSecretPost(options.ClientId!, options.ClientSecret!),
        _ => new ClientSecretBasic(options.ClientId!, options.ClientSecret!),
    };
}
