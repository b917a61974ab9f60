using System.Text.Json.Nodes;

// The page shows calls in their short form.
#pragma warning disable xUnit1051

namespace OAuthKit.Testing.Tests;

/// <summary>The code of docs/testing.md about sign-in, logout and mutations. Each region is a block of the page, word by word.</summary>
public sealed class DocsSignInSnippets
{
    [Fact]
    public async Task Signs_a_user_in()
    {
        await using var server = new TestAuthorizationServer();
        const string url = "https://login.test/authorize?client_id=shop&response_type=code&redirect_uri=https%3A%2F%2Fshop.test%2Fcallback&scope=openid"
            + "&state=s&nonce=n&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

        #region SignIn
        server.AddClient(new TestClient("shop", "secret") { RedirectUris = ["https://shop.test/callback"] });

        TestCallback callback = await server.SignInAsync(url, new TestSignIn("alice"));           // the address that your program sends the browser to

        Assert.StartsWith("https://shop.test/callback?code=", callback.Url);
        Assert.Equal(server.Issuer, callback.Parameters["iss"]);
        using HttpRequestMessage request = callback.CreateRequest();                              // what the browser sends to your program
        #endregion

        Assert.Equal(HttpMethod.Get, request.Method);

        #region SignIns
        await server.SignInAsync(url, TestSignIn.Refuse());                                       // access_denied
        await server.SignInAsync(url + "&prompt=none");                                           // login_required: there is no session
        await server.SignInAsync(url, new TestSignIn("bob") { AuthenticatedAt = server.TimeProvider.GetUtcNow().AddHours(-1), AuthenticationContext = "loa2" });
        server.Authorization.SignIn = new TestSignIn("bob");                                      // whoever comes over the network is bob
        server.Authorization.SignIn = null;                                                       // a page asks, for tests with a browser
        #endregion

        #region Strict
        server.PushedAuthorization.IsRequired = true;                 // PAR, for all clients
        server.Authorization.RequiresSignedRequestObjects = true;     // JAR, signed by a key of TestClient.Jwks
        server.Authorization.SendsIssuer = false;                     // a server from before RFC 9207
        server.Authorization.RequiresPkce = false;                    // and one from before PKCE
        server.AddEncryptionKey("RSA-OAEP-256");                      // published, for encrypted request objects
        #endregion
    }

    [Fact]
    public async Task Registers_for_JWTs()
    {
        await using var server = new TestAuthorizationServer();
        var keys = new JsonObject();

        #region Registered
        server.AddClient(new TestClient("shop", "a secret of thirty-two characters")
        {
            RedirectUris = ["https://shop.test/callback"],
            Jwks = keys,                                                                   // a JWK Set: for request objects, and to encrypt to
            IdTokenAlgorithm = "PS256",
            IdTokenEncryption = new TestEncryption("ECDH-ES+A128KW", "A256GCM"),
            UserInfoAlgorithm = "ES256",                                                   // UserInfo answers are JWTs then
            AuthorizationResponseAlgorithm = "HS256",                                      // where the client asks for response_mode=jwt
            RequiresPushedAuthorizationRequests = true,
        });
        #endregion

        Assert.Throws<InvalidOperationException>(() => server.IssueIdToken("shop"));
    }

    [Fact]
    public async Task Forges()
    {
        await using var server = new TestAuthorizationServer();
        server.AddClient(new TestClient("shop", "secret") { RedirectUris = ["https://shop.test/callback"] });

        #region Mutations
        server.Mutations.Metadata(metadata => metadata["issuer"] = "https://evil.test");
        server.Mutations.Callback(callback => callback.Parameters["iss"] = "https://evil.test");
        server.Mutations.TokenResponse(json => json["token_type"] = "mac", times: 1);
        server.Mutations.IdToken(claims => claims["aud"] = "other");                       // signed correctly
        server.Mutations.UserInfo(json => json["sub"] = "mallory");
        server.Mutations.Jwks(jwks => jwks["keys"] = new JsonArray());

        using (var attack = server.Mutations.IdToken(Mutation.HmacWithPublicPem))          // taken back at the end
        {
            server.IssueIdToken("shop");
            Assert.Equal(1, attack.Hits);
        }

        server.Mutations.IdToken(Mutation.Claim("sub", "mallory").Then(Mutation.OtherKey));
        server.Mutations.IdToken(Mutation.Jwt(draft => draft.Header["x5u"] = "https://evil.test/cert"));
        server.Mutations.Clear();
        #endregion

        #region KeySets
        server.RotateSigningKey();                                                         // the old key stays published
        server.AddSigningKey(TestSigningKey.Create("RS256", keyId: "shared"));             // signs for clients that are registered for RS256
        server.AddSigningKey(TestSigningKey.Create("ES384", keyId: "shared"));             // the same kid
        server.Jwks.Add(TestJwk.UnknownType());                                            // before the server's own
        server.Jwks.Add(TestJwk.Symmetric("secret"));
        #endregion
    }

    [Fact]
    public async Task Logs_out()
    {
        await using var server = new TestAuthorizationServer();
        await using var shop = new TestApi(server, new TestApiOptions { Address = "https://shop.test" });
        shop.MapPost("/logout", _ => TestResponse.Empty(200)).AllowAnonymous();

        #region Logout
        server.AddClient(new TestClient("shop", "secret")
        {
            PostLogoutRedirectUris = ["https://shop.test/signed-out"],
            BackchannelLogoutUri = "https://shop.test/logout",
            FrontchannelLogoutUri = "https://shop.test/front-logout",
        });

        int status = await server.EndSession.NotifyAsync("shop", "alice");                 // posts a logout token
        string token = server.CreateLogoutToken("shop", sessionId: "sid-1");               // or take it and post it yourself
        string url = server.EndSession.CreateFrontchannelUrl("shop", "sid-1");             // what an iframe would load
        #endregion

        Assert.Equal(200, status);
        Assert.Equal(3, token.Split('.').Length);
        Assert.EndsWith("sid=sid-1", url, StringComparison.Ordinal);
    }
}
