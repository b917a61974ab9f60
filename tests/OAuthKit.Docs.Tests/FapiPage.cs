namespace OAuthKit.Docs.Tests;

/// <summary>What docs/fapi.md shows.</summary>
internal static class FapiPage
{
    public static async Task<TokenSet> SignInAsync(string issuer, SigningKey key, Func<string, Task<AuthorizationCallback>> browse, CancellationToken cancellationToken)
    {
        #region FapiClient
        using var client = new OAuthClient(issuer, ClientAuthentication.PrivateKeyJwt("app", key))
        {
            Profile = SecurityProfile.Fapi2SecurityProfile,
        };

        client.Validate();                    // all that contradicts the profile, at once; nothing is sent

        AuthorizationStart start = await client.StartAuthorizationAsync(
            new AuthorizationRequest { RedirectUri = "https://app.example.com/callback", Scope = "openid accounts" }, cancellationToken);
        AuthorizationCallback callback = await browse(start.Url);
        TokenSet tokens = await client.CompleteAuthorizationAsync(start.Transaction, callback, cancellationToken);   // bound by DPoP
        #endregion

        return tokens;
    }

    public static void Sign(string issuer, SigningKey key)
    {
        #region FapiMessageSigning
        using var client = new OAuthClient(issuer, ClientAuthentication.PrivateKeyJwt("app", key))
        {
            Profile = SecurityProfile.Fapi2MessageSigning,
            AuthorizationResponses = new JwtResponseOptions { SigningAlgorithm = JwsAlgorithms.ES256 },   // PS256 where nothing is said
        };
        #endregion

        client.Validate();
    }

    public static void ShowCertificate(string issuer, ClientCertificate certificate)
    {
        #region FapiMutualTls
        using var client = new OAuthClient(issuer, ClientAuthentication.TlsClientAuth("app", certificate))
        {
            Profile = SecurityProfile.Fapi2SecurityProfile,
        };
        #endregion

        client.Validate();
    }
}
