using System.Net;
using System.Text.Json;

namespace OAuthKit;

/// <summary>Proofs at the other endpoints of an authorization server.</summary>
public sealed class DpopEndpointTests : IDisposable
{
    private const string Registration = """{"client_id":"c1","registration_access_token":"manage-c4narY","registration_client_uri":"https://login.example.com/register/c1"}""";

    private readonly EndpointServer _server = new();
    private readonly DpopKey _key = DpopKey.Create();
    private readonly OAuthClient _client;

    public DpopEndpointTests()
    {
        _client = _server.Keep(new OAuthClient(_server.Server, The.Basic, _server.Options) { Dpop = new DpopOptions { Key = _key } });
        _server.Answer("/token", Proofs.TokenJson());
        _server.Answer("/userinfo", """{"sub":"s"}""");
        _server.Answer("/revoke", "{}");
        _server.Answer("/introspect", """{"active":true}""");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private AccessToken Token => AccessToken.ParseDpop(The.Token(1), _key, _server.Clock);

    public void Dispose()
    {
        _server.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task R243_S140_UserInfo_gets_the_token_with_a_proof_that_names_it()
    {
        var tokens = await _client.RequestTokenAsync(The.Grant, Stop);

        await _client.GetUserInfoAsync(tokens, "s", Stop);

        var sent = Assert.Single(_server.RequestsTo("/userinfo"));
        Assert.Equal($"DPoP {The.Token(1)}", sent.Authorization);
        Assert.Equal(_key.Thumbprint, sent.ProofKey);
        Assert.Equal("GET", sent.Proof.Text("htm"));
        var validated = await new DpopProofValidator(new DpopProofOptions { TimeProvider = _server.Clock }).ValidateAsync(
            new DpopProofRequest([sent.Headers["DPoP"]], "GET", sent.Url) { AccessToken = tokens.AccessToken, ExpectedThumbprint = _key.Thumbprint }, Stop);
        Assert.Equal(_key.Thumbprint, validated.Thumbprint);
    }

    [Fact]
    public async Task R243_R234_S147_UserInfo_that_wants_a_nonce_is_asked_once_more_and_its_nonces_are_those_of_an_API()
    {
        _server.Answers["/token"] = _ => Proofs.Bound().WithNonce("of-the-server");
        _server.Answers["/userinfo"] = request => request.ProofNonce is null ? Proofs.ChallengesNonce("of-the-api") : StubHandler.Json("""{"sub":"s"}""").WithNonce("later");
        var tokens = await _client.RequestTokenAsync(The.Grant, Stop);

        await _client.GetUserInfoAsync(tokens, "s", Stop);
        await _client.GetUserInfoAsync(tokens, "s", Stop);
        await _client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal([null, "of-the-api", "later"], _server.RequestsTo("/userinfo").Select(request => request.ProofNonce));
        Assert.Equal([null, "of-the-server"], _server.RequestsTo("/token").Select(request => request.ProofNonce));
        Assert.Equal(3, _server.RequestsTo("/userinfo").Select(request => request.Proof.Text("jti")).Distinct().Count());
    }

    [Fact]
    public async Task R235_S148_UserInfo_that_wants_ever_new_nonces_is_asked_twice()
    {
        var asked = 0;
        _server.Answers["/userinfo"] = _ => Proofs.ChallengesNonce($"n{++asked}");

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => _client.GetUserInfoAsync(Token, "s", Stop));

        Assert.Equal("use_dpop_nonce", e.Error);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task R235_S148_UserInfo_that_wants_a_nonce_and_gives_none_is_asked_once()
    {
        _server.Answers["/userinfo"] = _ => Proofs.ChallengesNonce();

        await Assert.ThrowsAsync<OAuthServerException>(() => _client.GetUserInfoAsync(Token, "s", Stop));

        Assert.Single(_server.RequestsTo("/userinfo"));
    }

    [Theory]
    [InlineData("""Bearer error="use_dpop_nonce" """)]
    [InlineData("""DPoP error="invalid_token" """)]
    [InlineData("""DPoP algs="ES256" """)]
    public async Task R231_A_challenge_for_something_else_is_none_for_a_nonce(string challenge)
    {
        _server.Answers["/userinfo"] = _ => StubHandler.Challenge(HttpStatusCode.Unauthorized, challenge).WithNonce("n1");

        await Assert.ThrowsAnyAsync<OAuthException>(() => _client.GetUserInfoAsync(Token, "s", Stop));

        Assert.Single(_server.RequestsTo("/userinfo"));
    }

    [Fact]
    public async Task A_bearer_token_goes_to_UserInfo_without_a_proof()
    {
        await _client.GetUserInfoAsync(AccessToken.Parse(The.Token(1)), "s", Stop);

        Assert.False(_server.LastTo("/userinfo").HasProof);
        Assert.Equal($"Bearer {The.Token(1)}", _server.LastTo("/userinfo").Authorization);
    }

    [Fact]
    public async Task R243_Revocation_and_introspection_show_a_proof_where_the_server_takes_such()
    {
        TakeProofs("ES256");
        var revocations = 0;
        _server.Answers["/revoke"] = _ => ++revocations == 1 ? Proofs.WantsNonce("n1") : StubHandler.Json("{}");

        await _client.RevokeAsync(RefreshToken.Parse(The.Canary), Stop);
        await _client.IntrospectAsync(AccessToken.Parse(The.Token(1)), cancellationToken: Stop);

        Assert.Equal([null, "n1"], _server.RequestsTo("/revoke").Select(request => request.ProofNonce));
        Assert.All(_server.RequestsTo("/revoke"), request => Assert.Equal(The.Canary, Assert.Single(request.Form["token"])));
        Assert.Equal(_key.Thumbprint, _server.LastTo("/introspect").ProofKey);
        Assert.Equal("n1", _server.LastTo("/introspect").ProofNonce);
        Assert.StartsWith("Basic ", _server.LastTo("/introspect").Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R243_The_proof_of_a_revocation_is_that_of_the_tokens_key()
    {
        TakeProofs("ES256");
        using var key = DpopKey.Create();

        await _server.Client().RevokeAsync(AccessToken.ParseDpop(The.Token(1), key, _server.Clock), Stop);

        Assert.Equal(key.Thumbprint, _server.LastTo("/revoke").ProofKey);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("PS256")]
    public async Task R243_A_server_that_says_nothing_of_proofs_gets_none_there(string? supported)
    {
        TakeProofs(supported);

        await _client.RevokeAsync(RefreshToken.Parse(The.Canary), Stop);
        await _client.IntrospectAsync(AccessToken.Parse(The.Token(1)), cancellationToken: Stop);

        Assert.False(_server.LastTo("/revoke").HasProof);
        Assert.False(_server.LastTo("/introspect").HasProof);
    }

    [Fact]
    public async Task R243_A_bound_token_that_allows_introspection_comes_with_its_proof()
    {
        var asked = 0;
        _server.Answers["/introspect"] = _ => ++asked == 1 ? Proofs.ChallengesNonce("n1") : StubHandler.Json("""{"active":true}""");

        await _client.IntrospectAsync(AccessToken.Parse(The.Token(2)), new IntrospectionOptions { Authorization = Token }, Stop);

        var sent = _server.RequestsTo("/introspect");
        Assert.Equal([null, "n1"], sent.Select(request => request.ProofNonce));
        Assert.All(sent, request => Assert.Equal(The.Token(2), Assert.Single(request.Form["token"])));
        Assert.All(sent, request => Assert.True(request.Proof.Claims.TryGetProperty("ath", out _)));
    }

    [Fact]
    public async Task R243_A_bound_initial_token_registers_with_its_proof_and_the_same_body_twice()
    {
        var asked = 0;
        _server.Answers["/register"] = _ => ++asked == 1 ? Proofs.ChallengesNonce("n1") : StubHandler.Json(Registration, HttpStatusCode.Created);

        await _server.Server.RegisterAsync(new ClientMetadata { ClientName = "Büro" }, Token, Stop);

        var sent = _server.RequestsTo("/register");
        Assert.Equal([null, "n1"], sent.Select(request => request.ProofNonce));
        Assert.Equal(sent[0].Body, sent[1].Body);
        Assert.Equal("Büro", JsonElement.Parse(sent[1].Body).GetProperty("client_name").GetString());
        Assert.Equal($"DPoP {The.Token(1)}", sent[1].Authorization);
    }

    private void TakeProofs(string? algorithm)
    {
        var metadata = _server.Answers["/.well-known/openid-configuration"];
        _server.Answers["/.well-known/openid-configuration"] = request =>
        {
            using var answer = metadata(request);
            var json = answer.Content.ReadAsStringAsync(Stop).GetAwaiter().GetResult().TrimEnd();
            return StubHandler.Json(algorithm is null ? json : json[..^1] + $",\"dpop_signing_alg_values_supported\":[\"{algorithm}\"]}}");
        };
    }
}
