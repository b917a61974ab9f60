namespace OAuthKit;

/// <summary>How a registered client authenticates: by the method that the server registered, never by another.</summary>
internal static class RegisteredAuthentication
{
    /// <summary>The methods that need nothing but what the server issued.</summary>
    public static ClientAuthentication Create(RegisteredClient client) => MethodOf(client) switch
    {
        AuthenticationMethods.None => new NoClientAuthentication(client.ClientId),
        AuthenticationMethods.ClientSecretBasic => new ClientSecretBasic(client.ClientId, SecretOf(client)),
        AuthenticationMethods.ClientSecretPost => new ClientSecretPost(client.ClientId, SecretOf(client)),
        var method => throw new OAuthException(OAuthFault.RegistrationAuthMethod, $"The server registered the client for {ServerText.Clean(method)}, which needs more than the server issued. Give the client authentication to CreateClient."),
    };

    public static OAuthClient CreateClient(RegisteredClient client, AuthorizationServer server, ClientAuthentication authentication, BackchannelOptions? options, ClientCertificate? certificate = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (authentication.ClientId != client.ClientId)
        {
            throw new ArgumentException("This is the authentication of another client than the registered one.", nameof(authentication));
        }

        // RFC 7591 section 3.2.1: what the server registered holds.
        if (authentication.Method != MethodOf(client))
        {
            throw new OAuthException(OAuthFault.RegistrationAuthMethod, $"The client is to authenticate by {authentication.Method}, but the server registered it for {ServerText.Clean(MethodOf(client))} (RFC 7591 section 3.2.1).");
        }

        // The secret knows its end, so each request asks again.
        client.ClientSecret?.ThrowIfExpired((options ?? new BackchannelOptions()).TimeProvider);
        var isBound = client.Metadata.TlsClientCertificateBoundAccessTokens == true;
        certificate ??= isBound ? authentication.Certificate : null;
        // RFC 8705 section 3: without the certificate there would be no token, or one that nobody could use.
        if (isBound && certificate is null)
        {
            throw new ArgumentException("The server registered the client for tokens that are bound to a certificate (RFC 8705 section 3.4): give the certificate.", nameof(certificate));
        }

        return new OAuthClient(server, authentication, options)
        {
            Certificate = certificate,
            UseMtlsEndpointAliases = client.Metadata.UseMtlsEndpointAliases == true,
        };
    }

    // RFC 7591 section 2: the default.
    private static string MethodOf(RegisteredClient client) => client.Metadata.TokenEndpointAuthMethod ?? AuthenticationMethods.ClientSecretBasic;

    private static ClientSecret SecretOf(RegisteredClient client) =>
        client.ClientSecret ?? throw new OAuthException(OAuthFault.RegistrationSecret, $"The server registered the client for {MethodOf(client)}, but issued no \"client_secret\" (RFC 7591 section 3.2.1).");
}
