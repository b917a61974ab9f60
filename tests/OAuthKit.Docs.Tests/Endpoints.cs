namespace OAuthKit.Docs.Tests;

/// <summary>What docs/endpoints.md shows.</summary>
internal static class Endpoints
{
    public static async Task RevokeAsync(OAuthClient client, TokenSet tokens, TokenPolicy policy, CancellationToken cancellationToken)
    {
        #region EndpointsRevoke
        await client.RevokeAsync(tokens.AccessToken, cancellationToken);
        await client.RevokeAsync(tokens, cancellationToken);                  // the refresh token, then the access token

        await client.ForgetAndRevokeAsync(policy, cancellationToken);         // what the token engine keeps for a policy
        #endregion
    }

    public static async Task IntrospectAsync(OAuthClient client, string receivedToken, CancellationToken cancellationToken)
    {
        #region EndpointsIntrospect
        Introspection token = await client.IntrospectAsync(AccessToken.Parse(receivedToken), cancellationToken: cancellationToken);

        if (token.IsActive && token.HasScope("orders.read") && token.Audience.Contains("https://api.example.com"))
        {
            Console.WriteLine($"{token.Subject} by {token.ClientId}, until {token.ExpiresAt}");
        }
        #endregion
    }

    public static async Task IntrospectJwtAsync(OAuthClient client, string receivedToken, string privateKeyPem, CancellationToken cancellationToken)
    {
        #region EndpointsIntrospectJwt
        var signed = new JwtIntrospectionOptions
        {
            SigningAlgorithm = JwsAlgorithms.PS256,
            DecryptionKeys = [DecryptionKey.FromRsaPem(privateKeyPem, keyId: "enc-1")],   // only where answers are encrypted too
        };

        Introspection token = await client.IntrospectAsync(AccessToken.Parse(receivedToken), signed, cancellationToken);
        #endregion
    }

    public static async Task CacheAsync(OAuthClient client, string receivedToken, CancellationToken cancellationToken)
    {
        #region EndpointsCache
        var cache = new IntrospectionCache(client, new IntrospectionCacheOptions { MaxAge = TimeSpan.FromSeconds(30) });

        Introspection token = await cache.GetAsync(AccessToken.Parse(receivedToken), cancellationToken);
        #endregion
    }

    public static async Task UserInfoAsync(OAuthClient client, TokenSet tokens, string subjectOfIdToken, CancellationToken cancellationToken)
    {
        #region EndpointsUserInfo
        UserInfo user = await client.GetUserInfoAsync(tokens, expectedSubject: subjectOfIdToken, cancellationToken);

        Console.WriteLine($"{user.Name} <{user.Email}>");
        #endregion
    }

    public static async Task RegisterAsync(AccessToken initialAccessToken, CancellationToken cancellationToken)
    {
        #region EndpointsRegister
        var server = new AuthorizationServer("https://login.example.com");

        RegisteredClient registered = await server.RegisterAsync(
            new ClientMetadata
            {
                ClientName = "Orders worker",
                GrantTypes = ["client_credentials"],
                Scope = "orders.read",
            },
            initialAccessToken,
            cancellationToken);

        string keep = registered.ToJson();                                    // holds secrets: encrypt it
        using OAuthClient client = registered.CreateClient(server);
        #endregion
    }

    public static async Task ManageAsync(AuthorizationServer server, string kept, CancellationToken cancellationToken)
    {
        #region EndpointsManage
        RegisteredClient registered = RegisteredClient.FromJson(kept);

        registered = await server.ReadRegistrationAsync(registered, cancellationToken);
        registered = await server.UpdateRegistrationAsync(registered, new ClientMetadata { ClientName = "New name" }, cancellationToken);
        await server.DeleteRegistrationAsync(registered, cancellationToken);
        #endregion
    }
}
