namespace OAuthKit;

/// <summary>The proof of a client, made from options that have been checked.</summary>
internal static class ConfiguredCredential
{
    public static ClientAuthentication Create(OAuthClientOptions client) =>
        client is { ClientSecret: { } secret, PreviousClientSecret: { } previous }
            ? new ClientSecretRotation(OfSecret(client, secret), OfSecret(client, previous))
            : MethodOf(client) switch
            {
                AuthenticationMethods.PrivateKeyJwt => new PrivateKeyJwt(client.ClientId!, client.PrivateKey!),
                AuthenticationMethods.TlsClientAuth => new TlsClientAuth(client.ClientId!, client.Certificate!),
                AuthenticationMethods.SelfSignedTlsClientAuth => new SelfSignedTlsClientAuth(client.ClientId!, client.Certificate!),
                AuthenticationMethods.ClientAssertionFile => new ClientAssertionFile(client.ClientId!, client.ClientAssertionFile!),
                _ => OfSecret(client, client.ClientSecret!),
            };

    /// <summary>The method that is stated, else the one that the credential leaves; null where there is neither.</summary>
    public static string? MethodOf(OAuthClientOptions client) => client.ClientAuthentication
        ?? (client.ClientAssertionFile is not null ? AuthenticationMethods.ClientAssertionFile
            : client.PrivateKey is not null ? AuthenticationMethods.PrivateKeyJwt
            : client.ClientSecret is not null ? AuthenticationMethods.ClientSecretBasic
            : null);

    private static ClientAuthentication OfSecret(OAuthClientOptions client, ClientSecret secret) => client.ClientAuthentication switch
    {
        AuthenticationMethods.ClientSecretPost => new ClientSecretPost(client.ClientId!, secret),
        AuthenticationMethods.ClientSecretJwt => new ClientSecretJwt(client.ClientId!, secret),
        _ => new ClientSecretBasic(client.ClientId!, secret),
    };
}
