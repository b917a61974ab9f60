using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>Tokens that oidc-provider binds to a key of the client (RFC 9449); the server demands a nonce in every proof.</summary>
[Collection<OidcProviderCollection>]
public sealed class OidcProviderDpopTests(OidcProviderServer server) : UserInteropTests<OidcProviderServer>(server)
{
    private const string Token = "/token";
    private const string Pushed = "/request";
    private const string UserInfoPath = "/me";

    private static readonly AuthorizationRequest _request = new() { RedirectUri = InteropServer.RedirectUri, Scope = Scope, Prompt = "consent", Push = true };

    private readonly ProofWatch _watch = ProofWatch.Over(server.Handler);

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("EdDSA")]
    [InlineData("Ed25519")]
    public async Task A_token_is_bound_to_a_key_of_each_algorithm_after_one_request_for_a_nonce(string algorithm)
    {
        using DpopKey key = CreateKey(algorithm);
        using OAuthClient client = CreateClient(await RegisterAsync(), new DpopOptions { Key = key });

        TokenSet first = await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation);
        TokenSet second = await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation);

        IReadOnlyList<WatchedRequest> requests = _watch.At(Token);
        Assert.Equal([400, 200, 200], requests.Select(request => request.Status));
        Assert.Equal([null, requests[0].GivenNonce, NonceAfter(requests, 1)], requests.Select(request => request.Nonce));
        Assert.Equal(3, requests.DistinctBy(request => request.Jti).Count());
        Assert.All(requests, request => Assert.Equal((algorithm, null), (request.Algorithm, request.TokenHash)));
        Assert.All(requests.Skip(1), request => Assert.Equal("DPoP", JsonNode.Parse(request.Answer)!["token_type"]!.GetValue<string>()));
        Assert.Equal(("DPoP", "DPoP"), (first.TokenType, second.TokenType));
        Assert.Equal(key.Thumbprint, await ReadBoundKeyAsync(first));
        Assert.Equal(key.Thumbprint, await ReadBoundKeyAsync(second));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("client_secret_basic")]
    public async Task A_user_signs_in_with_a_key_of_this_sign_in_alone(string method)
    {
        using OAuthClient client = CreateClient(await RegisterForUsersAsync(method), new DpopOptions());

        TokenSet tokens = await SignInAsync(client);
        UserInfo user = await client.GetUserInfoAsync(tokens, Cancellation);
        TokenSet another = await SignInAsync(client);

        IReadOnlyList<WatchedRequest> pushed = _watch.At(Pushed);
        IReadOnlyList<WatchedRequest> codes = _watch.At(Token);
        IReadOnlyList<WatchedRequest> infos = _watch.At(UserInfoPath);
        string? key = await ReadBoundKeyAsync(tokens);
        Assert.NotNull(key);
        Assert.Contains($"dpop_jkt={key}", pushed[1].Form, StringComparison.Ordinal);
        Assert.NotEqual(key, await ReadBoundKeyAsync(another));
        Assert.Equal(InteropServer.UserName, user.Subject);
        // One request for a nonce at the authorization server, whose later requests have it, and one at UserInfo, which takes an access token.
        Assert.Equal([400, 201, 201], pushed.Select(request => request.Status));
        Assert.Equal([200, 200], codes.Select(request => request.Status));
        Assert.Equal([401, 200], infos.Select(request => request.Status));
        Assert.Equal([null, infos[0].GivenNonce], infos.Select(request => request.Nonce));
        Assert.All(codes, request => Assert.NotNull(request.Nonce));
        Assert.All(infos, request => Assert.Equal(("DPoP", HashOf(tokens)), (request.Scheme, request.TokenHash)));
        Assert.Equal(7, pushed.Concat(codes).Concat(infos).DistinctBy(request => request.Jti).Count());
    }

    [Fact]
    public async Task A_public_client_refreshes_with_its_key_only()
    {
        RegisteredClient registration = await RegisterForUsersAsync("none");
        using OAuthClient client = CreateClient(registration, new DpopOptions());
        using OAuthClient thief = CreateClient(registration, new DpopOptions());
        TokenSet tokens = await SignInAsync(client);

        OAuthServerException refused = await Assert.ThrowsAsync<OAuthServerException>(() => thief.RequestTokenAsync(new RefreshTokenGrant(tokens.RefreshToken!), Cancellation));
        TokenSet refreshed = await client.RequestTokenAsync(new RefreshTokenGrant(tokens), Cancellation);

        Assert.Equal("invalid_grant", refused.Error);
        Assert.Equal("DPoP", refreshed.TokenType);
        Assert.Equal(await ReadBoundKeyAsync(tokens), await ReadBoundKeyAsync(refreshed));
        // The code; the thief, who had no nonce yet; the refresh.
        Assert.Equal([200, 400, 400, 200], _watch.At(Token).Select(request => request.Status));
    }

    [Fact]
    public async Task A_device_polls_with_one_key()
    {
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        using OAuthClient client = CreateClient(await RegisterForUsersAsync("none"), new DpopOptions(), clock);
        DeviceAuthorization authorization = await client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest { Scope = Scope }, Cancellation);
        TokenPoller poller = new(client, authorization);
        Assert.IsType<PollPending>(await PollAsync(poller, clock));

        await Server.DecideDeviceAsync(authorization.UserCode, approve: true);
        TokenSet tokens = Assert.IsType<PollTokens>(await PollAsync(poller, clock)).Tokens;
        TokenSet refreshed = await client.RequestTokenAsync(new RefreshTokenGrant(tokens), Cancellation);

        Assert.Equal([400, 400, 200, 200], _watch.At(Token).Select(request => request.Status));
        Assert.Equal(4, _watch.At(Token).DistinctBy(request => request.Jti).Count());
        Assert.NotNull(await ReadBoundKeyAsync(tokens));
        Assert.Equal(await ReadBoundKeyAsync(tokens), await ReadBoundKeyAsync(refreshed));
    }

    [Fact]
    public async Task A_code_is_redeemed_with_the_key_only_that_it_was_asked_for_with()
    {
        RegisteredClient registration = await RegisterForUsersAsync("none");
        using OAuthClient client = CreateClient(registration, new DpopOptions());
        using OAuthClient thief = CreateClient(registration, new DpopOptions());
        using TestBrowser browser = new(Server.Authority);
        AuthorizationStart start = await client.StartAuthorizationAsync(_request, Cancellation);
        AuthorizationCallback callback = await browser.SignInAsync(start.Url, InteropServer.RedirectUri);
        // Whoever has all of the sign-in but its key.
        JsonNode stolen = JsonNode.Parse(start.Transaction.ToJson())!;
        Assert.True(stolen.AsObject().Remove("dpop"));

        OAuthServerException refused = await Assert.ThrowsAsync<OAuthServerException>(
            () => thief.CompleteAuthorizationAsync(AuthorizationTransaction.FromJson(stolen.ToJsonString()), callback, Cancellation));

        Assert.Equal("invalid_grant", refused.Error);
        Assert.Equal([400, 400], _watch.At(Token).Select(request => request.Status));
        Assert.DoesNotContain("access_token", _watch.At(Token)[1].Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_whose_tokens_have_to_be_bound_gets_none_without_a_proof()
    {
        RegisteredClient registration = await RegisterAsync();
        using OAuthClient without = CreateClient(Server, registration);
        using OAuthClient with = CreateClient(registration, new DpopOptions());

        OAuthServerException refused = await Assert.ThrowsAsync<OAuthServerException>(() => without.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation));

        Assert.Equal("invalid_grant", refused.Error);
        Assert.Equal("DPoP", (await with.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation)).TokenType);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_API_with_nonces_of_its_own_takes_the_token_with_its_key_only(bool isJwt)
    {
        ProtectedResource resource = isJwt ? ProtectedResource.Orders : ProtectedResource.Ledger;
        using DpopKey key = DpopKey.Create();
        using DpopKey another = DpopKey.Create();
        using OAuthClient client = CreateClient(await RegisterAsync(), new DpopOptions { Key = key });
        using OAuthClient asking = CreateClient(Server, resource.IntrospectionClient);
        using AuthorizationServer issuer = new(Server.Issuer, OptionsFor(Server));
        await using ProvenApi api = isJwt ? await ProvenApi.StartAsync(Server, new JwtAccessTokenValidator(issuer, resource.Identifier)) : await ProvenApi.StartAsync(Server, asking);
        ClientCredentialsGrant grant = new() { Scope = ProtectedResource.Read, Resource = [resource.Identifier] };
        using HttpClient http = new(new OAuthHandler(client, grant, api.Address) { InnerHandler = _watch }, disposeHandler: false) { BaseAddress = api.Address };

        string[] bound = [await http.GetStringAsync(new Uri("orders?id=1", UriKind.Relative), Cancellation), await http.GetStringAsync(new Uri("orders?id=2", UriKind.Relative), Cancellation)];
        string token = JsonNode.Parse(_watch.At(Token)[1].Answer)!["access_token"]!.GetValue<string>();
        (int, string) asBearer = await StealAsync(api, AccessToken.Parse(token));
        (int, string) withAnotherKey = await StealAsync(api, AccessToken.ParseDpop(token, another));

        IReadOnlyList<WatchedRequest> calls = _watch.At("/orders");
        IReadOnlyList<WatchedRequest> requests = _watch.At(Token);
        Assert.Equal([key.Thumbprint, key.Thumbprint], bound);
        Assert.Equal([401, 200, 200], calls.Select(call => call.Status));
        Assert.Equal([null, api.Nonce, api.Nonce], calls.Select(call => call.Nonce));
        Assert.Equal(3, calls.DistinctBy(call => call.Jti).Count());
        Assert.All(calls, call => Assert.Equal("DPoP", call.Scheme));
        Assert.Equal([null, requests[0].GivenNonce], requests.Select(request => request.Nonce));
        Assert.Equal((401, OAuthFault.SenderProofMissing), asBearer);
        Assert.Equal((401, OAuthFault.SenderProofMismatch), withAnotherKey);
        Assert.Equal(["Bearer", "DPoP", "DPoP"], _watch.At("/stolen").Select(call => call.Scheme));
    }

    private static DpopKey CreateKey(string algorithm)
    {
        if (!algorithm.StartsWith("Ed", StringComparison.Ordinal))
        {
            return DpopKey.Create(algorithm);
        }

        Ed25519Key key = EdwardsKey.Create(algorithm);
        return DpopKey.From(key, key.ExportPublicJwk());
    }

    private static string HashOf(TokenSet tokens)
    {
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(tokens.AccessToken.Reveal())));
    }

    // The server gives a new nonce now and then, with whatever it answers.
    private static string? NonceAfter(IReadOnlyList<WatchedRequest> requests, int index)
    {
        return requests.Take(index + 1).Last(request => request.GivenNonce is not null).GivenNonce;
    }

    private Task<RegisteredClient> RegisterAsync()
    {
        return Server.RegisterAsync(Bound(RegisteredClient.Create("client_secret_basic")));
    }

    private Task<RegisteredClient> RegisterForUsersAsync(string method)
    {
        return Server.RegisterAsync(Bound(RegisteredClient.Create(method)) with
        {
            GrantTypes = ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
        });
    }

    private static RegisteredClient Bound(RegisteredClient client)
    {
        return client with { Metadata = new Dictionary<string, JsonNode> { ["dpop_bound_access_tokens"] = true } };
    }

    private OAuthClient CreateClient(RegisteredClient registration, DpopOptions dpop, TimeProvider? time = null)
    {
        BackchannelOptions options = new() { Handler = _watch, TimeProvider = time ?? TimeProvider.System };
        return new OAuthClient(Server.Issuer, registration.ToAuthentication(), options) { Dpop = dpop };
    }

    private async Task<TokenSet> SignInAsync(OAuthClient client)
    {
        using TestBrowser browser = new(Server.Authority);
        AuthorizationStart start = await client.StartAuthorizationAsync(_request, Cancellation);
        // As an application keeps it between the two requests of the browser, its key with it.
        AuthorizationTransaction transaction = AuthorizationTransaction.FromJson(start.Transaction.ToJson());
        return await client.CompleteAuthorizationAsync(transaction, await browser.SignInAsync(start.Url, InteropServer.RedirectUri), Cancellation);
    }

    /// <summary>What the server says to an API that asks which key the token is bound to.</summary>
    private async Task<string?> ReadBoundKeyAsync(TokenSet tokens)
    {
        using OAuthClient api = CreateClient(Server, ProtectedResource.Ledger.IntrospectionClient);
        Introspection answer = await api.IntrospectAsync(tokens.AccessToken, new IntrospectionOptions { Proof = SenderProof.CheckedElsewhere }, Cancellation);
        Assert.True(answer.IsActive);
        return answer.KeyThumbprint;
    }

    private async Task<(int Status, string Reason)> StealAsync(ProvenApi api, AccessToken token)
    {
        using HttpClient http = new(new OAuthHandler(TokenPolicy.CallerSupplied, api.Address) { InnerHandler = _watch }, disposeHandler: false);
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(api.Address, "/stolen"));
        request.Options.Set(OAuthHandler.AccessTokenOption, token);
        using HttpResponseMessage response = await http.SendAsync(request, Cancellation);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }
}
