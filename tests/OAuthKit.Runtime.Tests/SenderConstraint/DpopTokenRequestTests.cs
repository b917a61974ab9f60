using System.Net;

namespace OAuthKit;

public sealed class DpopTokenRequestTests : IDisposable
{
    private readonly FakeServer _server = new();
    private readonly DpopKey _key = DpopKey.Create();
    private readonly List<OAuthClient> _clients = [];

    public DpopTokenRequestTests() => _server.Token = number => Proofs.Bound(number);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private SentRequest[] Sent => [.. _server.Handler.Requests.Where(request => request.Method == "POST")];

    public void Dispose()
    {
        _clients.ForEach(client => client.Dispose());
        _key.Dispose();
    }

    [Fact]
    public async Task R229_S139_A_token_request_shows_a_proof_without_the_hash_of_a_token()
    {
        var tokens = await RequestAsync();

        var proof = Assert.Single(Sent).Proof;
        Assert.Equal(["htm", "htu", "iat", "jti"], proof.Claims.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(The.TokenEndpoint, proof.Text("htu"));
        Assert.Equal(_key.Thumbprint, Sent[0].ProofKey);
        Assert.Equal("DPoP", tokens.TokenType);
        Assert.Equal($"DPoP {The.Token(1)}", tokens.AccessToken.AuthorizationHeader);
        Assert.Same(_key, tokens.AccessToken.Dpop!.Key);
    }

    [Fact]
    public async Task R227_The_query_of_the_token_endpoint_is_not_in_the_proof()
    {
        _server.Metadata = () => StubHandler.Json(The.Metadata(tokenEndpoint: "https://login.example.com/token?p=b2c_1"));

        await RequestAsync();

        Assert.Equal("https://login.example.com/token", Sent[0].Proof.Text("htu"));
    }

    [Fact]
    public async Task Without_the_option_there_is_no_proof()
    {
        _server.Token = number => StubHandler.Json(The.TokenJson(number));
        using var client = _server.Client();

        var tokens = await client.RequestTokenAsync(The.Grant, Stop);

        Assert.False(Sent[0].HasProof);
        Assert.Null(tokens.AccessToken.Dpop);
        Assert.Null(client.Dpop);
    }

    [Theory]
    [InlineData("DPoP")]
    [InlineData("dPoP")]
    [InlineData("DPOP")]
    public async Task R089_The_type_is_compared_without_regard_to_case(string type)
    {
        _server.Token = number => StubHandler.Json(Proofs.TokenJson(number, type));

        var tokens = await RequestAsync();

        Assert.Equal("DPoP", tokens.TokenType);
        Assert.Equal($"DPoP {The.Token(1)}", tokens.AccessToken.AuthorizationHeader);
    }

    [Theory]
    [InlineData("mac")]
    [InlineData("N_A")]
    public async Task R090_An_unknown_type_is_not_used(string type)
    {
        _server.Token = number => StubHandler.Json(Proofs.TokenJson(number, type));

        await AssertFaultAsync(OAuthFault.TokenTypeUnsupported, 1);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    public async Task R091_Bug5_A_Bearer_token_is_discarded(string type)
    {
        _server.Token = number => StubHandler.Json(Proofs.TokenJson(number, type));

        var e = await AssertFaultAsync(OAuthFault.TokenTypeDowngrade, 1);

        Assert.False(CanaryWatch.Holds(e.ToString()));
    }

    [Fact]
    public async Task R091_A_Bearer_token_is_taken_where_that_danger_was_chosen_and_is_bound_to_nothing()
    {
        _server.Token = number => StubHandler.Json(The.TokenJson(number));
        using var logs = new LogCapture();
        var options = _server.Options;
        options.LoggerFactory = logs;
        using var client = new OAuthClient(The.Issuer, The.Basic, options) { Dpop = new DpopOptions { Key = _key, DangerouslyAcceptBearer = true } };

        var tokens = await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal($"Bearer {The.Token(1)}", tokens.AccessToken.AuthorizationHeader);
        Assert.Null(tokens.AccessToken.Dpop);
        Assert.True(Sent[0].HasProof);
        Assert.Contains(logs.Messages, message => message.Id.Name == "BearerAccepted");
    }

    [Fact]
    public async Task R090_What_an_exchange_issues_may_still_be_no_access_token()
    {
        _server.Token = _ => StubHandler.Json($$"""{"access_token":"{{The.Token(1)}}","token_type":"N_A","issued_token_type":"urn:ietf:params:oauth:token-type:saml2"}""");

        var tokens = await RequestAsync(grant: new TokenExchangeGrant(AccessToken.Parse(The.Token(2))));

        Assert.Equal("N_A", tokens.TokenType);
        Assert.Null(tokens.AccessToken.Dpop);
    }

    [Fact]
    public async Task R231_S145_A_server_that_wants_a_nonce_is_asked_once_more_with_everything_new()
    {
        using var signing = SigningKey.Generate();
        var made = 0;
        _server.Token = number => number == 1 ? Proofs.WantsNonce("n1") : Proofs.Bound(number);
        var grant = new JwtBearerGrant((_, _) => new(Assertion.Parse($"{The.Jwt}{++made}"))) { Scope = The.Scope };

        var tokens = await RequestAsync(new PrivateKeyJwt(The.ClientId, signing), grant);

        Assert.Equal(The.Token(2), tokens.AccessToken.Reveal());
        Assert.Equal(2, Sent.Length);
        Assert.Equal([null, "n1"], Sent.Select(request => request.ProofNonce));
        Assert.Equal(2, Sent.Select(request => request.Proof.Text("jti")).Distinct().Count());
        Assert.Equal(2, Sent.Select(request => request.ClientAssertion.Text("jti")).Distinct().Count());
        Assert.Equal([$"{The.Jwt}1", $"{The.Jwt}2"], Sent.Select(request => Assert.Single(request.Form["assertion"])));
        Assert.All(Sent, request => Assert.Equal(The.Scope, Assert.Single(request.Form["scope"])));
        Assert.All(Sent, request => Assert.Equal(_key.Thumbprint, request.ProofKey));
    }

    [Fact]
    public async Task R231_S146_A_server_that_wants_ever_new_nonces_is_asked_twice_and_no_more()
    {
        _server.Token = number => Proofs.WantsNonce($"n{number}");

        await AssertRefusedAsync("use_dpop_nonce", 2);

        // The next request begins with the last nonce, and may be sent again too.
        await AssertRefusedAsync("use_dpop_nonce", 4);
        Assert.Equal([null, "n1", "n2", "n3"], Sent.Select(request => request.ProofNonce));
    }

    [Fact]
    public async Task R235_S146_A_server_that_wants_a_nonce_and_gives_none_is_not_asked_again()
    {
        _server.Token = _ => Proofs.WantsNonce();

        await AssertRefusedAsync("use_dpop_nonce", 1);
    }

    [Fact]
    public async Task R235_S146_A_server_that_wants_the_nonce_that_it_got_is_not_asked_again()
    {
        _server.Token = number => number == 1 ? Proofs.Bound().WithNonce("n1") : Proofs.WantsNonce("n1");
        await RequestAsync();

        await AssertRefusedAsync("use_dpop_nonce", 2);

        Assert.Equal("n1", Sent[1].ProofNonce);
    }

    [Theory]
    [InlineData("n1", "n2")]
    [InlineData("n1 n2")]
    [InlineData("n\"1")]
    public async Task R236_Several_nonces_and_an_invalid_one_are_no_nonce(params string[] nonces)
    {
        _server.Token = _ => Proofs.WantsNonce(nonces);

        await AssertRefusedAsync("use_dpop_nonce", 1);
    }

    [Fact]
    public async Task R231_Another_refusal_is_none_that_a_nonce_helps()
    {
        _server.Token = number => StubHandler.Json("""{"error":"invalid_grant"}""", HttpStatusCode.BadRequest).WithNonce($"n{number}");

        await AssertRefusedAsync("invalid_grant", 1);
        await AssertRefusedAsync("invalid_grant", 2);

        // It is kept all the same.
        Assert.Equal([null, "n1"], Sent.Select(request => request.ProofNonce));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task R231_An_answer_of_another_status_is_no_demand(HttpStatusCode status)
    {
        _server.Token = number => Proofs.WantsNonce(status, $"n{number}");

        await AssertRefusedAsync("use_dpop_nonce", 1);
    }

    [Fact]
    public async Task R231_Success_is_no_demand_whatever_stands_in_it()
    {
        _server.Token = number => Proofs.Bound(number, more: ",\"x\":\"use_dpop_nonce\"").WithNonce("n1");

        await RequestAsync();

        Assert.Single(Sent);
    }

    [Fact]
    public async Task R233_A_nonce_that_comes_with_success_is_in_the_next_proof()
    {
        _server.Token = number => Proofs.Bound(number).WithNonce($"n{number}");
        for (var i = 0; i < 3; i++)
        {
            await RequestAsync();
        }

        Assert.Equal([null, "n1", "n2"], Sent.Select(request => request.ProofNonce));
    }

    [Fact]
    public async Task R234_Bug6_The_nonce_of_the_authorization_server_is_none_of_an_API()
    {
        _server.Token = number => Proofs.Bound(number).WithNonce("n1");

        var tokens = await RequestAsync();

        Assert.Null(tokens.AccessToken.Dpop!.ApiNonces.Find(new Uri(The.TokenEndpoint)));
        tokens.AccessToken.Dpop.ApiNonces.Keep(new Uri(The.TokenEndpoint), "of-the-api");
        await RequestAsync();
        Assert.Equal("n1", Sent[1].ProofNonce);
    }

    [Fact]
    public async Task R234_The_tokens_of_a_client_know_the_same_nonces_of_APIs()
    {
        var first = await RequestAsync();
        var second = await RequestAsync();

        first.AccessToken.Dpop!.ApiNonces.Keep(The.Api, "n1");

        Assert.Equal("n1", second.AccessToken.Dpop!.ApiNonces.Find(The.Api));
    }

    [Theory]
    [InlineData("[\"PS256\"]", true)]
    [InlineData("[\"es256\"]", true)]
    [InlineData("[\"PS256\",\"ES256\"]", false)]
    [InlineData("[]", false)]
    public async Task R238_A_key_whose_algorithm_the_server_does_not_take_is_not_tried(string supported, bool isRefused)
    {
        _server.Metadata = () => StubHandler.Json(The.Metadata()[..^1] + $",\"dpop_signing_alg_values_supported\":{supported}}}");

        if (isRefused)
        {
            await AssertFaultAsync(OAuthFault.DpopAlgorithmUnsupported, 0);
        }
        else
        {
            Assert.Equal("DPoP", (await RequestAsync()).TokenType);
        }
    }

    [Fact]
    public async Task R241_A_proof_is_of_the_clock_of_the_client_and_its_offset()
    {
        using var client = new OAuthClient(The.Issuer, The.Basic, _server.Options) { Dpop = new DpopOptions { ClockOffset = TimeSpan.FromSeconds(-30) } };
        _server.Clock.Advance(TimeSpan.FromSeconds(90));

        await client.RequestTokenAsync(The.Grant, Stop);
        await RequestAsync();

        Assert.Equal(_server.Clock.GetUtcNow().ToUnixTimeSeconds() - 30, Sent[0].Proof.Number("iat"));
        Assert.Equal(_server.Clock.GetUtcNow().ToUnixTimeSeconds(), Sent[1].Proof.Number("iat"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DpopOptions { ClockOffset = TimeSpan.FromHours(25) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DpopOptions { ClockOffset = TimeSpan.FromHours(-25) });
    }

    [Fact]
    public async Task R242_A_client_makes_one_key_for_its_own_tokens()
    {
        using var one = new OAuthClient(The.Issuer, The.Basic, _server.Options) { Dpop = new DpopOptions { Algorithm = JwsAlgorithms.ES384 } };
        using var two = new OAuthClient(The.Issuer, The.Basic, _server.Options) { Dpop = new DpopOptions() };

        await one.RequestTokenAsync(The.Grant, Stop);
        await one.RequestTokenAsync(new ClientCredentialsGrant(), Stop);
        await two.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(Sent[0].ProofKey, Sent[1].ProofKey);
        Assert.NotEqual(Sent[0].ProofKey, Sent[2].ProofKey);
        Assert.Equal("ES384", Sent[0].Proof.Header.GetProperty("alg").GetString());
    }

    [Fact]
    public async Task A_renewal_by_the_engine_keeps_the_key_and_makes_a_new_proof()
    {
        using var manager = _server.Manager();
        using var client = new OAuthClient(The.Issuer, The.Basic, _server.Options) { Dpop = new DpopOptions(), Tokens = manager };
        var policy = new TokenPolicy(client, The.Grant);

        var first = await manager.GetTokenAsync(policy, Stop);
        _server.Clock.Advance(TimeSpan.FromHours(2));
        var second = await manager.GetTokenAsync(policy, Stop);

        Assert.NotSame(first, second);
        Assert.Same(first.AccessToken.Dpop!.Key, second.AccessToken.Dpop!.Key);
        Assert.Equal(Sent[0].ProofKey, Sent[1].ProofKey);
        Assert.NotEqual(Sent[0].Proof.Text("jti"), Sent[1].Proof.Text("jti"));
    }

    [Fact]
    public async Task A_key_elsewhere_is_waited_for_and_stopped()
    {
        using var signing = SigningKey.Generate();
        using var stop = new CancellationTokenSource();
        var signer = new RemoteSigner(signing) { Gate = new TaskCompletionSource().Task };
        using var client = new OAuthClient(The.Issuer, The.Basic, _server.Options) { Dpop = new DpopOptions { Key = DpopKey.From(signer, signing.ExportPublicJwk()) } };

        var requesting = client.RequestTokenAsync(The.Grant, stop.Token);
        Assert.False(requesting.IsCompleted);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => requesting);
        Assert.Empty(Sent);
    }

    private Task<TokenSet> RequestAsync(ClientAuthentication? authentication = null, TokenGrant? grant = null)
    {
        if (_clients.Count == 0)
        {
            _clients.Add(new OAuthClient(The.Issuer, authentication ?? The.Basic, _server.Options) { Dpop = new DpopOptions { Key = _key } });
        }

        return _clients[0].RequestTokenAsync(grant ?? The.Grant, Stop);
    }

    private async Task<OAuthException> AssertFaultAsync(string code, int requests)
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => RequestAsync());
        Assert.Equal(code, e.Code);
        Assert.Equal(requests, Sent.Length);
        return e;
    }

    private async Task AssertRefusedAsync(string error, int requests)
    {
        var e = await Assert.ThrowsAsync<OAuthServerException>(() => RequestAsync());
        Assert.Equal(error, e.Error);
        Assert.Equal(requests, Sent.Length);
    }
}
