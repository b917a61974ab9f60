using System.Text.Json.Nodes;

namespace OAuthKit.Interop.Tests;

/// <summary>Whole sign-ins under FAPI 2.0, at a server that keeps it too and wants a nonce in each proof of a key.</summary>
[Collection<OidcProviderCollection>]
public sealed class OidcProviderFapiTests(OidcProviderServer server) : InteropTests<OidcProviderServer>(server)
{
    [Fact]
    public Task A_user_signs_in_under_the_security_profile()
    {
        return SignInAsync(SecurityProfile.Fapi2SecurityProfile, []);
    }

    [Fact]
    public Task A_user_signs_in_with_signed_messages()
    {
        return SignInAsync(SecurityProfile.Fapi2MessageSigning, new()
        {
            ["require_signed_request_object"] = true,
            ["request_object_signing_alg"] = "ES256",
            ["authorization_signed_response_alg"] = "PS256",
        });
    }

    private static async Task SignInAsync(SecurityProfile profile, Dictionary<string, JsonNode> metadata)
    {
        await using OidcProviderServer own = new() { IsFapi = true };
        await own.InitializeAsync();
        using SigningKey key = SigningKey.Generate(JwsAlgorithms.ES256, "fapi-1");
        RegisteredClient registration = await own.RegisterAsync(RegisteredClient.Create("private_key_jwt") with
        {
            SigningKey = key,
            GrantTypes = ["authorization_code", "refresh_token"],
            Metadata = new Dictionary<string, JsonNode>(metadata)
            {
                ["token_endpoint_auth_signing_alg"] = "ES256",
                ["id_token_signed_response_alg"] = "PS256",
                ["require_pushed_authorization_requests"] = true,
                ["dpop_bound_access_tokens"] = true,
            },
        });
        using TestBrowser browser = new(own.Authority);
        NonceWatch watch = new(own.Handler);
        using OAuthClient client = new(own.Issuer, registration.ToAuthentication(), new BackchannelOptions { Handler = watch }) { Profile = profile };
        AuthorizationRequest request = new() { RedirectUri = InteropServer.RedirectUri, Scope = "openid offline_access", Prompt = "consent" };

        AuthorizationStart start = await client.StartAuthorizationAsync(request, Cancellation);
        AuthorizationTransaction transaction = AuthorizationTransaction.FromJson(start.Transaction.ToJson());
        TokenSet tokens = await client.CompleteAuthorizationAsync(transaction, await browser.SignInAsync(start.Url, InteropServer.RedirectUri), Cancellation);
        UserInfo user = await client.GetUserInfoAsync(tokens, Cancellation);
        TokenSet refreshed = await client.RequestTokenAsync(new RefreshTokenGrant(tokens), Cancellation);
        UserInfo again = await client.GetUserInfoAsync(refreshed, tokens.IdToken!.Subject, Cancellation);

        Assert.Equal("DPoP", tokens.TokenType);
        Assert.Equal("DPoP", refreshed.TokenType);
        Assert.Equal(InteropServer.UserName, tokens.IdToken.Subject);
        Assert.Equal("Name of alice", user.Name);
        Assert.Equal("Name of alice", again.Name);
        Assert.Contains("request_uri=", start.Url, StringComparison.Ordinal);
        Assert.Equal(profile == SecurityProfile.Fapi2MessageSigning ? 3 : null, browser.Response?.Split('.').Length);
        // Where a nonce is known already, it is sent at once: the server gives one out, and a new one with answers.
        Assert.Contains("/request", watch.Demands);
        Assert.Contains("/me", watch.Demands);
        Assert.Equal(["/me", "/request", "/token"], watch.Proven.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Sees where a server wants a nonce, and which requests with one it takes.</summary>
    private sealed class NonceWatch(HttpMessageHandler connection) : DelegatingHandler(connection)
    {
        public List<string> Demands { get; } = [];

        public List<string> Proven { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (request.Headers.Contains("DPoP"))
            {
                (response.IsSuccessStatusCode ? Proven : Demands).Add(request.RequestUri!.AbsolutePath);
            }

            return response;
        }
    }
}
