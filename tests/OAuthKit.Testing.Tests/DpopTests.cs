using System.Net;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

/// <summary>Tokens that are good together with a proof of their key only (RFC 9449).</summary>
public sealed class DpopTests
{
    private const string Callback = "https://phone.test/callback";

    private static readonly DpopKey _key = DpopKey.Create();
    private static readonly DpopKey _another = DpopKey.Create();
    private static readonly ClientCredentialsGrant _grant = new() { Scope = "orders.read" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_request_with_a_proof_brings_a_token_that_is_bound_to_its_key()
    {
        await using var server = CreateServer();
        using var client = Worker(server, new DpopOptions { Key = _key });
        using var plain = Worker(server, null);

        var tokens = await client.RequestTokenAsync(_grant, Stop);
        var unbound = await plain.RequestTokenAsync(_grant, Stop);
        var introspection = await client.IntrospectAsync(tokens.AccessToken, new IntrospectionOptions { Proof = new SenderProof { KeyThumbprint = _key.Thumbprint } }, Stop);

        Assert.Equal(("DPoP", "Bearer"), (tokens.TokenType, unbound.TokenType));
        Assert.Equal([_key.Thumbprint, null], server.IssuedTokens.Select(token => token.KeyThumbprint));
        Assert.Equal([_key.Thumbprint, null], server.Token.Requests.Select(request => request.DpopThumbprint));
        Assert.Equal(_key.Thumbprint, introspection.KeyThumbprint);
        Assert.Equal("DPoP", introspection.TokenType);
    }

    [Fact]
    public async Task An_API_takes_the_token_with_a_proof_of_its_key_only()
    {
        await using var server = CreateServer();
        await using var api = CreateApi(server);
        using var client = Worker(server, new DpopOptions { Key = _key });
        using var plain = Worker(server, null);
        var token = (await client.RequestTokenAsync(_grant, Stop)).AccessToken.Reveal();
        var unbound = (await plain.RequestTokenAsync(_grant, Stop)).AccessToken.Reveal();

        Assert.Equal((200, null), await CallAsync(api, AccessToken.ParseDpop(token, _key)));
        Assert.Equal((401, "invalid_token"), await CallAsync(api, AccessToken.ParseDpop(token, _another)));
        Assert.Equal((401, "invalid_token"), await CallAsync(api, AccessToken.Parse(token)));
        Assert.Equal((401, "invalid_token"), await CallAsync(api, AccessToken.ParseDpop(unbound, _key)));
        Assert.Equal((200, null), await CallAsync(api, AccessToken.Parse(unbound)));
        using var without = new HttpRequestMessage(HttpMethod.Get, "/orders") { Headers = { { "Authorization", "DPoP " + token } } };
        using var refused = await api.CreateClient().SendAsync(without, Stop);
        Assert.Contains("error=\"invalid_dpop_proof\"", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_place_demands_a_nonce_of_its_own_and_a_new_one_when_the_test_says_so()
    {
        await using var server = CreateServer();
        await using var api = CreateApi(server);
        (server.Dpop.Nonce, server.Dpop.UserInfoNonce, api.DpopNonce) = ("n-server", "n-user", "n-api");
        using var client = Phone(server, new DpopOptions { Key = _key });
        var tokens = await SignInAsync(server, client, push: true);

        await client.GetUserInfoAsync(tokens, "alice", Stop);
        Assert.Equal((200, null), await CallAsync(api, tokens.AccessToken));
        Assert.Equal((200, null), await CallAsync(api, tokens.AccessToken));
        api.DpopNonce = "n-api-2";
        Assert.Equal((200, null), await CallAsync(api, tokens.AccessToken));

        // Pushed requests and the token endpoint are of one server, and the client knows the nonce by then.
        Assert.Equal([400, 201], Statuses(server.PushedAuthorization.Requests));
        Assert.Equal([200], Statuses(server.Token.Requests));
        Assert.Equal([401, 200], Statuses(server.UserInfo.Requests));
        Assert.Equal([401, 200, 200, 401, 200], Statuses(api.Requests));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_request_without_a_proof_is_refused_where_one_is_demanded(bool ofAll, bool ofTheClient)
    {
        await using var server = CreateServer();
        server.Dpop.IsRequired = ofAll;
        server.AddClient(new TestClient("worker", "secret") { DpopBoundTokens = ofTheClient });
        using var without = Worker(server, null);
        using var with = Worker(server, new DpopOptions());

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => without.RequestTokenAsync(_grant, Stop));

        Assert.Equal("invalid_dpop_proof", e.Error);
        Assert.Equal("DPoP", (await with.RequestTokenAsync(_grant, Stop)).TokenType);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_code_wants_the_key_of_its_request(bool push)
    {
        await using var server = CreateServer();
        using var client = Phone(server, new DpopOptions());
        using var thief = Phone(server, new DpopOptions());
        var start = await client.StartAuthorizationAsync(new AuthorizationRequest { RedirectUri = Callback, Scope = "openid", Push = push }, Stop);
        var callback = AuthorizationCallback.FromUrl((await server.SignInAsync(start.Url, cancellationToken: Stop)).Url);
        var stolen = JsonNode.Parse(start.Transaction.ToJson())!.AsObject();
        stolen.Remove("dpop");

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => thief.CompleteAuthorizationAsync(AuthorizationTransaction.FromJson(stolen.ToJsonString()), callback, Stop));
        var tokens = await client.CompleteAuthorizationAsync(start.Transaction, callback, Stop);

        Assert.Equal("invalid_grant", e.Error);
        Assert.Equal("DPoP", tokens.TokenType);
    }

    [Fact]
    public async Task R170_A_public_client_refreshes_with_the_key_of_its_login_only()
    {
        await using var server = CreateServer();
        using var client = Phone(server, new DpopOptions());
        using var thief = Phone(server, new DpopOptions());
        using var plain = Phone(server, null);
        var tokens = await SignInAsync(server, client, push: false);

        var another = await Assert.ThrowsAsync<OAuthServerException>(() => thief.RequestTokenAsync(new RefreshTokenGrant(tokens.RefreshToken!), Stop));
        var none = await Assert.ThrowsAsync<OAuthServerException>(() => plain.RequestTokenAsync(new RefreshTokenGrant(tokens.RefreshToken!), Stop));
        await client.RequestTokenAsync(new RefreshTokenGrant(tokens), Stop);

        Assert.Equal(("invalid_grant", "invalid_grant"), (another.Error, none.Error));
        Assert.Equal(2, server.IssuedTokens.Count);
        Assert.Single(server.IssuedTokens.Select(token => token.KeyThumbprint).Distinct());
    }

    [Fact]
    public async Task A_downgrade_is_one_property_or_one_mutation()
    {
        await using var server = CreateServer();
        using var client = Worker(server, new DpopOptions());
        server.Mutations.TokenResponse(json => json["token_type"] = "Bearer", times: 1);

        var changed = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(_grant, Stop));
        server.Dpop.Enabled = false;
        var ignored = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(_grant, Stop));

        Assert.Equal((OAuthFault.TokenTypeDowngrade, OAuthFault.TokenTypeDowngrade), (changed.Code, ignored.Code));
        Assert.Null(server.IssuedTokens[1].KeyThumbprint);
        Assert.Null((await ReadMetadataAsync(server))["dpop_signing_alg_values_supported"]);
    }

    [Fact]
    public async Task A_server_that_never_likes_a_nonce_is_asked_twice()
    {
        await using var server = CreateServer();
        using var client = Worker(server, new DpopOptions());
        server.Token.Always(Fault.Respond(request => TestResponse.Error("use_dpop_nonce").WithHeader("DPoP-Nonce", "n-" + server.TokenRequests)));

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(_grant, Stop));

        Assert.Equal("use_dpop_nonce", e.Error);
        Assert.Equal(2, server.TokenRequests);
    }

    [Fact]
    public async Task A_key_of_another_package_is_taken_where_its_verifier_is_given()
    {
        await using var server = new TestAuthorizationServer(new() { DpopVerifier = Ed25519Verifier.Instance });
        server.AddClient("worker", "secret");
        var signer = Ed25519Key.Generate();
        using var key = DpopKey.From(signer, signer.ExportPublicJwk());
        using var client = Worker(server, new DpopOptions { Key = key });

        await client.RequestTokenAsync(_grant, Stop);

        Assert.Equal(key.Thumbprint, Assert.Single(server.IssuedTokens).KeyThumbprint);
    }

    [Fact]
    public async Task A_loopback_host_checks_proofs_for_the_address_that_the_client_called()
    {
        await using var server = await TestAuthorizationServer.StartAsync(cancellationToken: Stop);
        await using var api = await TestApi.StartAsync(server, cancellationToken: Stop);
        api.MapGet("/orders", _ => new JsonArray());
        server.AddClient("worker", "secret");
        (server.Dpop.Nonce, api.DpopNonce) = ("n-server", "n-api");
        using var client = Worker(server, new DpopOptions { Key = _key });

        var tokens = await client.RequestTokenAsync(_grant, Stop);

        Assert.Equal((200, null), await CallAsync(api, tokens.AccessToken));
        Assert.Equal((401, "invalid_token"), await CallAsync(api, AccessToken.ParseDpop(tokens.AccessToken.Reveal(), _another)));
        Assert.Equal([400, 200], Statuses(server.Token.Requests));
        Assert.Equal([401, 200, 401, 401], Statuses(api.Requests));
    }

    private static TestAuthorizationServer CreateServer()
    {
        var server = new TestAuthorizationServer();
        server.AddClient(new TestClient("worker", "secret") { RedirectUris = [Callback] });
        server.AddClient(new TestClient("phone") { RedirectUris = [Callback] });
        return server;
    }

    private static TestApi CreateApi(TestAuthorizationServer server)
    {
        var api = new TestApi(server);
        api.MapGet("/orders", _ => new JsonArray());
        return api;
    }

    private static OAuthClient Worker(TestAuthorizationServer server, DpopOptions? dpop) =>
        new(server.Issuer, ClientAuthentication.ClientSecretBasic("worker", "secret"), new BackchannelOptions { Handler = server.Handler }) { Dpop = dpop };

    private static OAuthClient Phone(TestAuthorizationServer server, DpopOptions? dpop) =>
        new(server.Issuer, ClientAuthentication.None("phone"), new BackchannelOptions { Handler = server.Handler })
        {
            Dpop = dpop,
            IdTokens = new IdTokenOptions { SigningAlgorithm = "ES256" },
        };

    private static async Task<TokenSet> SignInAsync(TestAuthorizationServer server, OAuthClient client, bool push)
    {
        var start = await client.StartAuthorizationAsync(new AuthorizationRequest { RedirectUri = Callback, Scope = "openid", Push = push }, Stop);
        var callback = await server.SignInAsync(start.Url, cancellationToken: Stop);
        return await client.CompleteAuthorizationAsync(start.Transaction, AuthorizationCallback.FromUrl(callback.Url), Stop);
    }

    private static IEnumerable<int?> Statuses(IReadOnlyList<TestRequest> requests) => requests.Select(request => request.StatusCode);

    private static async Task<(int Status, string? Error)> CallAsync(TestApi api, AccessToken token)
    {
        using var http = new HttpClient(new OAuthHandler(TokenPolicy.CallerSupplied, new Uri(api.Address)) { InnerHandler = api.Handler }, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, api.Address + "/orders");
        request.Options.Set(OAuthHandler.AccessTokenOption, token);
        using var response = await http.SendAsync(request, Stop);
        var challenge = response.Headers.WwwAuthenticate.ToString();
        return ((int)response.StatusCode, response.StatusCode == HttpStatusCode.OK ? null : challenge.Split("error=\"")[1].Split('"')[0]);
    }

    private static async Task<JsonNode> ReadMetadataAsync(TestAuthorizationServer server) =>
        JsonNode.Parse(await server.CreateClient().GetStringAsync(server.OpenIdDiscovery.Path, Stop))!;
}
