namespace OAuthKit;

/// <summary>Makes clients and servers from options that have been checked.</summary>
internal static class ClientFactory
{
    public static AuthorizationServer CreateServer(OAuthClientOptions options, BackchannelOptions backchannel) =>
        AuthorizationServer.Create(options.Issuer, options.MetadataAddress, options.Endpoints, options.Quirks, backchannel);

    /// <summary>The endpoints that are given by hand, by their names.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Given(ServerEndpoints endpoints)
    {
        var given = new List<KeyValuePair<string, string>>();
        Add(nameof(endpoints.Token), endpoints.Token);
        Add(nameof(endpoints.Authorization), endpoints.Authorization);
        Add(nameof(endpoints.DeviceAuthorization), endpoints.DeviceAuthorization);
        Add(nameof(endpoints.BackchannelAuthentication), endpoints.BackchannelAuthentication);
        Add(nameof(endpoints.PushedAuthorization), endpoints.PushedAuthorization);
        Add(nameof(endpoints.Revocation), endpoints.Revocation);
        Add(nameof(endpoints.Introspection), endpoints.Introspection);
        Add(nameof(endpoints.UserInfo), endpoints.UserInfo);
        Add(nameof(endpoints.Registration), endpoints.Registration);
        Add(nameof(endpoints.EndSession), endpoints.EndSession);
        Add(nameof(endpoints.Jwks), endpoints.Jwks);
        return given;

        void Add(string name, string? url)
        {
            if (url is not null)
            {
                given.Add(new(name, url));
            }
        }
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
        _ when ClientFeatures.Available is { } features => features.CreateAuthentication(options),
        AuthenticationMethods.ClientSecretPost => new ClientSecretPost(options.ClientId!, options.ClientSecret!),
        _ => new ClientSecretBasic(options.ClientId!, options.ClientSecret!),
    };

    public static DpopOptions? DpopOf(OAuthClientOptions options, SenderConstraint constraint) =>
        constraint == SenderConstraint.Dpop ? options.Dpop ?? new DpopOptions() : null;

    public static ClientCertificate? CertificateOf(OAuthClientOptions options, SenderConstraint constraint) =>
        constraint == SenderConstraint.MutualTls ? options.Certificate : null;
}
