using System.Security.Cryptography.X509Certificates;

namespace OAuthKit.Docs.Tests;

/// <summary>What docs/id-tokens.md shows.</summary>
internal static class IdTokens
{
    public static void Configure(string issuer, string clientSecret, string privateKeyPem)
    {
        #region IdTokensRegistered
        using var client = new OAuthClient(issuer, ClientAuthentication.ClientSecretBasic("shop", clientSecret))
        {
            IdTokens = new IdTokenOptions
            {
                SigningAlgorithm = JwsAlgorithms.ES256,                                           // id_token_signed_response_alg
                DecryptionKeys = [DecryptionKey.FromRsaPem(privateKeyPem, keyId: "enc-1")],       // only where they are encrypted too
            },
            UserInfoResponses = new JwtResponseOptions { SigningAlgorithm = JwsAlgorithms.ES256 }, // only where UserInfo is a JWT
        };
        #endregion
    }

    public static async Task UseAsync(OAuthClient client, AuthorizationCodeGrant grant, CancellationToken cancellationToken)
    {
        #region IdTokensUse
        TokenSet tokens = await client.RequestTokenAsync(grant, cancellationToken);

        if (tokens.IdToken is { } user)
        {
            (string issuer, string subject) = user.Identity;                      // the key of an account
            Console.WriteLine($"{user.Name}, signed in at {user.AuthTime}");
        }
        #endregion
    }

    public static async Task ValidateAsync(OAuthClient client, string received, string nonce, CancellationToken cancellationToken)
    {
        #region IdTokensValidate
        IdToken idToken = await client.ValidateIdTokenAsync(
            EncodedIdToken.Parse(received),
            new IdTokenExpectations { Nonce = nonce, MaxAge = TimeSpan.FromMinutes(5), AcrValues = ["urn:loa:2"] },
            cancellationToken);
        #endregion
    }

    public static void Tenants(string clientSecret)
    {
        #region IdTokensTenants
        var server = new AuthorizationServer("https://login.microsoftonline.com/{tenantid}/v2.0")
        {
            MetadataAddress = "https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration",
        };

        using var client = new OAuthClient(server, ClientAuthentication.ClientSecretBasic("shop", clientSecret))
        {
            IdTokens = new IdTokenOptions { AllowedTenants = ["9122040d-6c67-4c5b-b112-36a304b66dad"] },
        };
        #endregion
    }

    public static async Task UserInfoAsync(OAuthClient client, TokenSet tokens, CancellationToken cancellationToken)
    {
        #region IdTokensUserInfo
        UserInfo user = await client.GetUserInfoAsync(tokens, cancellationToken);             // about tokens.IdToken.Subject, or nobody
        #endregion
    }

    public static async Task<int> LogoutAsync(LogoutTokenValidator validator, string logoutToken, Action<LogoutToken> endSessions, CancellationToken cancellationToken)
    {
        #region IdTokensLogout
        // var validator = new LogoutTokenValidator(client);      one for the application, which remembers what it took
        try
        {
            LogoutToken token = await validator.ValidateAsync(logoutToken, cancellationToken);
            endSessions(token);                                    // those of token.SessionId, or all of token.Subject
            return 200;
        }
        catch (OAuthException)
        {
            return 400;
        }
        #endregion
    }

    public static async Task ValidateAccessTokenAsync(string received, X509Certificate2? certificate, CancellationToken cancellationToken)
    {
        #region IdTokensAccessToken
        var server = new AuthorizationServer("https://login.example.com");
        var validator = new JwtAccessTokenValidator(server, "https://api.example.com", new JwtAccessTokenOptions { SigningAlgorithm = JwsAlgorithms.ES256 });

        JwtAccessToken token = await validator.ValidateAsync(AccessToken.Parse(received), SenderProof.Of(certificate), cancellationToken);

        bool allowed = token.HasScope("orders.read");
        #endregion
    }

    public static void KeepKeys(AuthorizationServer server, string path)
    {
        #region IdTokensKeys
        if (File.Exists(path))
        {
            server.TryImportKeys(File.ReadAllText(path));
        }

        // and later
        if (server.ExportKeys() is { } keys)
        {
            File.WriteAllText(path, keys);
        }
        #endregion
    }
}
