using System.Net;

namespace OAuthKit;

public sealed class DpopAuthorizationTests : IDisposable
{
    private readonly AuthorizationRig _rig = new() { Dpop = new DpopOptions() };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AuthorizationRequest Pushed => new() { RedirectUri = AuthorizationRig.Callback, Scope = The.Scope, Push = true };

    private SentRequest[] TokenRequests => _rig.Server.RequestsTo("/token");

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task R060_The_code_is_exchanged_with_the_key_that_the_request_named()
    {
        var start = await _rig.StartAsync();

        var tokens = await _rig.CompleteAsync(start.Transaction, AuthorizationRig.Answer(start.Transaction));

        Assert.Equal(Thumbprint(start), Assert.Single(TokenRequests).ProofKey);
        Assert.Equal("DPoP", tokens.TokenType);
        Assert.Equal(Thumbprint(start), tokens.AccessToken.Dpop!.Key.Thumbprint);
    }

    [Fact]
    public async Task The_key_outlives_the_process_in_the_transaction()
    {
        var start = await _rig.StartAsync();
        var kept = start.Transaction.ToJson();
        using var later = _rig.Create(The.Basic);

        var transaction = AuthorizationTransaction.FromJson(kept);
        await later.CompleteAuthorizationAsync(transaction, AuthorizationRig.Answer(transaction), Stop);

        Assert.Equal(Thumbprint(start), Assert.Single(TokenRequests).ProofKey);
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("ES512")]
    [InlineData("PS256")]
    public async Task R242_S141_Each_sign_in_has_a_key_of_its_own(string algorithm)
    {
        _rig.Dpop = new DpopOptions { Algorithm = algorithm };
        var (one, two) = (await _rig.StartAsync(), await _rig.StartAsync());

        await _rig.CompleteAsync(two.Transaction, AuthorizationRig.Answer(two.Transaction));
        await _rig.CompleteAsync(one.Transaction, AuthorizationRig.Answer(one.Transaction));
        await _rig.Client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal([Thumbprint(two), Thumbprint(one)], TokenRequests[..2].Select(request => request.ProofKey));
        Assert.Equal(3, TokenRequests.Select(request => request.ProofKey).Distinct().Count());
        Assert.All(TokenRequests, request => Assert.Equal(algorithm, request.Proof.Header.GetProperty("alg").GetString()));
    }

    [Fact]
    public async Task R242_A_key_that_is_configured_is_that_of_all_and_in_no_transaction()
    {
        using var key = DpopKey.Create();
        _rig.Dpop = new DpopOptions { Key = key };
        var start = await _rig.StartAsync();

        await _rig.CompleteAsync(start.Transaction, AuthorizationRig.Answer(start.Transaction));
        await _rig.Client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(key.Thumbprint, Thumbprint(start));
        Assert.All(TokenRequests, request => Assert.Equal(key.Thumbprint, request.ProofKey));
        Assert.Equal($"t:{key.Thumbprint}", start.Transaction.DpopKey);
    }

    [Fact]
    public async Task A_key_that_was_exchanged_in_between_ends_the_sign_in()
    {
        using var key = DpopKey.Create();
        using var other = DpopKey.Create();
        _rig.Dpop = new DpopOptions { Key = key };
        var transaction = (await _rig.StartAsync()).Transaction;
        _rig.Dpop = new DpopOptions { Key = other };

        await _rig.AssertRefusedAsync(OAuthFault.DpopKeyMissing, transaction, AuthorizationRig.Answer(transaction), _rig.Create(The.Basic));
    }

    [Fact]
    public async Task A_key_store_keeps_the_keys_of_sign_ins_and_the_transaction_the_handle()
    {
        var store = new KeyStore();
        _rig.Dpop = new DpopOptions { KeyStore = store };
        var start = await _rig.StartAsync();

        await _rig.CompleteAsync(start.Transaction, AuthorizationRig.Answer(start.Transaction));

        Assert.Equal("h:1", start.Transaction.DpopKey);
        Assert.Equal(Thumbprint(start), Assert.Single(store.Keys).Thumbprint);
        Assert.Equal(Thumbprint(start), Assert.Single(TokenRequests).ProofKey);
    }

    [Fact]
    public async Task A_key_that_the_store_has_no_more_ends_the_sign_in()
    {
        var store = new KeyStore();
        _rig.Dpop = new DpopOptions { KeyStore = store };
        var transaction = (await _rig.StartAsync()).Transaction;
        store.Keys.Clear();

        await _rig.AssertRefusedAsync(OAuthFault.DpopKeyMissing, transaction, AuthorizationRig.Answer(transaction));
    }

    [Fact]
    public async Task A_handle_without_a_store_ends_the_sign_in()
    {
        _rig.Dpop = new DpopOptions { KeyStore = new KeyStore() };
        var transaction = (await _rig.StartAsync()).Transaction;
        _rig.Dpop = new DpopOptions();

        await _rig.AssertRefusedAsync(OAuthFault.DpopKeyMissing, transaction, AuthorizationRig.Answer(transaction), _rig.Create(The.Basic));
    }

    [Fact]
    public async Task A_client_that_has_DPoP_no_more_completes_what_was_begun_with_it()
    {
        var start = await _rig.StartAsync();
        var before = _rig.Dpop;
        _rig.Dpop = null;
        using var client = _rig.Create(The.Basic);
        _rig.Dpop = before;

        var tokens = await client.CompleteAuthorizationAsync(start.Transaction, AuthorizationRig.Answer(start.Transaction), Stop);

        Assert.Equal(Thumbprint(start), tokens.AccessToken.Dpop!.Key.Thumbprint);
    }

    [Fact]
    public async Task A_request_for_an_ID_token_alone_names_no_key()
    {
        var start = await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = "openid", ResponseType = ResponseTypes.IdToken });

        Assert.Empty(AuthorizationRig.Query(start.Url)["dpop_jkt"]);
        Assert.Null(start.Transaction.DpopKey);
    }

    [Fact]
    public async Task R238_A_key_that_the_server_does_not_take_begins_no_sign_in()
    {
        _rig.Metadata["dpop_signing_alg_values_supported"] = "[\"PS256\"]";

        var e = await _rig.AssertNotStartedAsync<OAuthException>(Pushed);

        Assert.Equal(OAuthFault.DpopAlgorithmUnsupported, e.Code);
    }

    [Fact]
    public async Task R240_A_push_shows_a_proof_of_the_key_that_it_names_and_the_exchange_too()
    {
        var start = await _rig.StartAsync(Pushed);

        await _rig.CompleteAsync(start.Transaction, AuthorizationRig.Answer(start.Transaction));

        var push = Assert.Single(_rig.Server.RequestsTo("/par"));
        Assert.Equal(Assert.Single(push.Form["dpop_jkt"]), push.ProofKey);
        Assert.Equal(push.ProofKey, Assert.Single(TokenRequests).ProofKey);
        Assert.False(push.Proof.Claims.TryGetProperty("ath", out _));
        Assert.Equal(["client_id", "request_uri"], AuthorizationRig.Query(start.Url).Select(parameter => parameter.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task R265_S144_A_push_is_repeated_once_with_the_nonce_and_everything_new()
    {
        using var key = SigningKey.Generate();
        AnswerPushes(number => number == 1 ? Proofs.WantsNonce("n1") : null);
        using var client = _rig.Create(new PrivateKeyJwt(The.ClientId, key));

        var start = await client.StartAuthorizationAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = The.Scope, Push = true, RequestObject = new(key) }, Stop);
        await client.CompleteAuthorizationAsync(start.Transaction, AuthorizationRig.Answer(start.Transaction), Stop);

        var pushes = _rig.Server.RequestsTo("/par");
        Assert.Equal([null, "n1"], pushes.Select(request => request.ProofNonce));
        Assert.Equal(2, pushes.Select(request => request.Proof.Text("jti")).Distinct().Count());
        Assert.Equal(2, pushes.Select(request => request.ClientAssertion.Text("jti")).Distinct().Count());
        var objects = pushes.Select(request => new DecodedJwt(Assert.Single(request.Form["request"]))).ToArray();
        Assert.Equal(2, objects.Select(jwt => jwt.Text("jti")).Distinct().Count());
        Assert.All(objects, jwt => Assert.Equal(pushes[0].ProofKey, jwt.Text("dpop_jkt")));
        Assert.All(objects, jwt => Assert.Equal(start.Transaction.State, jwt.Text("state")));
        // The token endpoint is of the same origin.
        Assert.Equal("n1", Assert.Single(TokenRequests).ProofNonce);
    }

    [Fact]
    public async Task R265_S144_A_push_of_plain_parameters_is_repeated_with_the_same_parameters()
    {
        // Some servers answer with 401.
        AnswerPushes(number => number == 1 ? Proofs.WantsNonce(HttpStatusCode.Unauthorized, "n1") : null);

        await _rig.StartAsync(Pushed);

        var pushes = _rig.Server.RequestsTo("/par");
        Assert.Equal(2, pushes.Length);
        Assert.Equal(pushes[0].Body, pushes[1].Body);
    }

    [Fact]
    public async Task R265_A_push_is_not_repeated_for_ever()
    {
        AnswerPushes(number => Proofs.WantsNonce($"n{number}"));

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => _rig.StartAsync(Pushed));

        Assert.Equal("use_dpop_nonce", e.Error);
        Assert.Equal(2, _rig.Server.RequestsTo("/par").Length);
    }

    [Fact]
    public async Task R170_S143_Tokens_are_refreshed_with_the_key_that_they_are_bound_to()
    {
        _rig.Tokens = () => Proofs.TokenJson(more: $",\"refresh_token\":\"r-{The.Canary}\"");
        var start = await _rig.StartAsync();
        var tokens = await _rig.CompleteAsync(start.Transaction, AuthorizationRig.Answer(start.Transaction));

        var refreshed = await _rig.Client.RequestTokenAsync(new RefreshTokenGrant(tokens), Stop);
        await _rig.Client.RequestTokenAsync(new RefreshTokenGrant(refreshed), Stop);

        Assert.All(TokenRequests, request => Assert.Equal(Thumbprint(start), request.ProofKey));
        Assert.Equal(3, TokenRequests.Length);
    }

    [Fact]
    public async Task R170_The_engine_keeps_to_the_key_of_the_sign_in()
    {
        var number = 0;
        _rig.Tokens = () => Proofs.TokenJson(++number, more: $",\"refresh_token\":\"r-{The.Canary}-{number}\"");
        var start = await _rig.StartAsync();
        var response = await _rig.ValidateAsync(start.Transaction, AuthorizationRig.Answer(start.Transaction));
        using var manager = new TokenManager(new TokenManagerOptions { TimeProvider = _rig.Server.Clock });
        var policy = new TokenPolicy(TokenSource.AuthorizationCode(_rig.Client, response.ToGrant()), manager, "user");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(The.Token(i + 1), (await manager.GetTokenAsync(policy, Stop)).AccessToken.Reveal());
            _rig.Server.Clock.Advance(TimeSpan.FromHours(2));
        }

        Assert.Equal(["authorization_code", "refresh_token", "refresh_token"], TokenRequests.Select(request => Assert.Single(request.Form["grant_type"])));
        Assert.All(TokenRequests, request => Assert.Equal(Thumbprint(start), request.ProofKey));
    }

    [Fact]
    public async Task R170_Also_a_client_without_DPoP_refreshes_with_the_key()
    {
        using var key = DpopKey.Create();
        var tokens = new TokenSet(AccessToken.ParseDpop(The.Token(1), key)) { RefreshToken = RefreshToken.Parse(The.Canary) };
        var before = _rig.Dpop;
        _rig.Dpop = null;
        using var client = _rig.Create(The.Basic);
        _rig.Dpop = before;

        var refreshed = await client.RequestTokenAsync(new RefreshTokenGrant(tokens), Stop);

        Assert.Equal(key.Thumbprint, Assert.Single(TokenRequests).ProofKey);
        Assert.Same(key, refreshed.AccessToken.Dpop!.Key);
    }

    [Fact]
    public async Task R170_Tokens_that_were_kept_are_refreshed_by_the_nonces_of_the_client()
    {
        using var key = DpopKey.Create();
        _rig.Server.Answers["/token"] = _ => Proofs.Bound().WithNonce("n1");
        var kept = new TokenSet(AccessToken.ParseDpop(The.Token(1), key)) { RefreshToken = RefreshToken.Parse(The.Canary) };
        await _rig.Client.RequestTokenAsync(The.Grant, Stop);

        await _rig.Client.RequestTokenAsync(new RefreshTokenGrant(kept), Stop);

        Assert.Equal([null, "n1"], TokenRequests.Select(request => request.ProofNonce));
        Assert.Equal(key.Thumbprint, TokenRequests[1].ProofKey);
    }

    private static string Thumbprint(AuthorizationStart start) => start.Transaction.DpopKey![2..] switch
    {
        ['{', ..] and var jwk => SigningKey.FromJwk(jwk).Thumbprint,
        _ => Assert.Single(AuthorizationRig.Query(start.Url)["dpop_jkt"]),
    };

    private void AnswerPushes(Func<int, HttpResponseMessage?> answer)
    {
        var pushes = 0;
        _rig.Server.Answers["/par"] = _ => answer(++pushes) ?? StubHandler.Json("""{"request_uri":"urn:ietf:params:oauth:request_uri:c4narY","expires_in":60}""", HttpStatusCode.Created);
    }

    private sealed class KeyStore : DpopKeyStore
    {
        public List<DpopKey> Keys { get; } = [];

        public override ValueTask<string> AddAsync(DpopKey key, CancellationToken cancellationToken)
        {
            Keys.Add(key);
            return new($"{Keys.Count}");
        }

        public override ValueTask<DpopKey?> FindAsync(string handle, CancellationToken cancellationToken) =>
            new(int.Parse(handle) <= Keys.Count ? Keys[int.Parse(handle) - 1] : null);
    }
}
