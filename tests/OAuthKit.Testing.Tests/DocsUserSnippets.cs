using System.Text.Json.Nodes;

// The page shows calls in their short form.
#pragma warning disable xUnit1051

namespace OAuthKit.Testing.Tests;

/// <summary>The code of docs/testing.md about users, keys and certificates.</summary>
public sealed class DocsUserSnippets
{
    [Fact]
    public async Task Decides_for_the_user()
    {
        await using var server = new TestAuthorizationServer();
        server.AddClient("shop", "secret");
        using var key = TestSigningKey.CreateEs256();
        using var client = new OAuthClient(server.Issuer, ClientAuthentication.ClientSecretBasic("shop", "secret"), new() { Handler = server.Handler })
        {
            IdTokens = new IdTokenOptions { SigningAlgorithm = server.SigningKey.Algorithm },
        };

        #region Code
        string code = server.IssueCode(new TestAuthorizationCode
        {
            ClientId = "shop",
            RedirectUri = "https://shop.test/callback",
            CodeChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            Scope = "openid orders.read",
            Subject = "alice",
        });

        TokenSet tokens = await client.RequestTokenAsync(new AuthorizationCodeGrant(AuthorizationCode.Parse(code))
        {
            RedirectUri = "https://shop.test/callback",
            CodeVerifier = CodeVerifier.Parse("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
        });
        #endregion

        #region Decisions
        server.DeviceAuthorization.Decision = UserDecision.Approve(afterPolls: 2);         // authorization_pending twice, then tokens
        server.BackchannelAuthentication.Decision = UserDecision.Deny(afterPolls: 1);      // then access_denied
        server.DeviceAuthorization.Decision = UserDecision.None;                           // the test decides, by the user code

        DeviceAuthorization authorization = await client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest());
        server.DeviceAuthorization.Find(authorization.UserCode).Approve("alice");
        #endregion

        #region Users
        server.AddUser(new TestUser("alice", "pa55") { Claims = new() { ["name"] = "Alice" } });   // for the password grant and UserInfo
        server.TrustIssuer("https://idp.test", key.ToPublicJwk());                                 // whose JWTs bring tokens, or are exchanged
        server.TrustIssuer("https://saml.test");                                                   // whose SAML assertions do; their signatures aren't looked at
        #endregion

        Assert.Equal("alice", tokens.IdToken?.Subject);
        Assert.Equal("Alice", (await client.GetUserInfoAsync(tokens, "alice")).Name);
    }

    [Fact]
    public async Task Binds_tokens_to_keys()
    {
        await using var server = new TestAuthorizationServer();
        await using var api = new TestApi(server);

        #region Dpop
        server.Dpop.IsRequired = true;                                                     // no token without a proof
        server.Dpop.Nonce = "n-1";                                                         // at the token endpoint and at /par
        server.Dpop.UserInfoNonce = "n-2";
        api.DpopNonce = "n-3";                                                             // set another, and it is demanded from then on

        server.AddClient(new TestClient("phone") { DpopBoundTokens = true });              // no token without a proof for this client
        server.Dpop.Enabled = false;                                                       // a downgrade: proofs count for nothing
        server.Token.Next(Fault.Respond(_ => TestResponse.Error("use_dpop_nonce").WithHeader("DPoP-Nonce", "a").WithHeader("DPoP-Nonce", "b")));
        #endregion

        using var client = new OAuthClient(server.Issuer, ClientAuthentication.None("phone"), new() { Handler = server.Handler }) { Dpop = new DpopOptions() };
        await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(new RefreshTokenGrant(RefreshToken.Parse("r-1"))));
        Assert.Equal(1, server.TokenRequests);
    }

    [Fact]
    public async Task Knows_keys_and_certificates()
    {
        await using var server = await TestAuthorizationServer.StartAsync();
        using var key = SigningKey.Generate();
        using var selfSigned = TestCertificateAuthority.CreateSelfSignedCertificate("CN=device");

        #region Keys
        server.AddClient(new TestClient("signer") { Jwks = (JsonObject)JsonNode.Parse(key.ExportPublicJwk())! });   // private_key_jwt
        server.AddClient(new TestClient("worker") { CertificateSubject = "CN=worker" });                            // tls_client_auth
        server.AddClient(new TestClient("device") { Certificate = selfSigned });                                    // self_signed_tls_client_auth
        #endregion

        using var issued = server.CertificateAuthority!.IssueClientCertificate("CN=worker");
        await AssertTokenAsync(new(server.Issuer, ClientAuthentication.PrivateKeyJwt("signer", key), new() { Handler = server.Handler }));
        await AssertTokenAsync(new(server.Issuer, ClientAuthentication.TlsClientAuth("worker", ClientCertificate.From(issued)), new() { ConfigureHandler = server.CertificateAuthority.TrustIn }));
        await AssertTokenAsync(new(server.Issuer, ClientAuthentication.SelfSignedTlsClientAuth("device", ClientCertificate.From(selfSigned)), new() { ConfigureHandler = server.CertificateAuthority.TrustIn }));
        Assert.Equal(["private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth"], server.Token.Requests.Select(request => request.ClientAuthenticationMethod));
    }

    private static async Task AssertTokenAsync(OAuthClient client)
    {
        using (client)
        {
            Assert.Equal("Bearer", (await client.RequestTokenAsync(new ClientCredentialsGrant())).TokenType);
        }
    }
}
