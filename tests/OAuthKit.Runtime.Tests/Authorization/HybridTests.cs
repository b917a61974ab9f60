using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

public sealed class HybridTests : IDisposable
{
    private readonly AuthorizationRig _rig = new();

    public void Dispose() => _rig.Dispose();

    private static AuthorizationRequest Hybrid => new() { RedirectUri = AuthorizationRig.Callback, Scope = "openid", ResponseType = ResponseTypes.CodeIdToken };

    private static AuthorizationRequest Implicit => new() { RedirectUri = AuthorizationRig.Callback, Scope = "openid", ResponseType = ResponseTypes.IdToken, ResponseMode = ResponseModes.FormPost };

    [Fact]
    public async Task R080_Code_and_ID_token_come_back_in_the_fragment_and_belong_together()
    {
        var transaction = await _rig.BeginAsync(Hybrid);
        _rig.Tokens = () => Tokens(IdToken(transaction, hash: null));

        var tokens = await _rig.CompleteAsync(transaction, Answer(transaction, IdToken(transaction)));

        Assert.Equal("jane", tokens.IdToken!.Subject);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("LDktKdoQak3Pk0cnXxCltA")]
    [InlineData("")]
    public async Task R080_The_hash_of_the_code_is_required_and_right(string? hash)
    {
        var transaction = await _rig.BeginAsync(Hybrid);

        await _rig.AssertRefusedAsync(OAuthFault.IdTokenHash, transaction, Answer(transaction, IdToken(transaction, hash: hash)));
    }

    [Fact]
    public async Task R080_The_ID_token_of_the_browser_is_validated_whole_before_the_code_is_used()
    {
        using var other = TestKey.Create("ES256");
        foreach (var (code, make) in ((string, Func<AuthorizationTransaction, string>)[])
        [
            (OAuthFault.JwtSignature, transaction => other.Sign(Claims(transaction), null)),
            (OAuthFault.JwtAlgorithm, transaction => _rig.Key.Sign(Claims(transaction), header: """{"alg":"none"}""")),
            (OAuthFault.JwtIssuer, transaction => Sign(transaction, "\"iss\":\"https://login.example.com\"", "\"iss\":\"https://evil.example\"")),
            (OAuthFault.JwtAudience, transaction => Sign(transaction, "\"aud\":\"orders-worker\"", "\"aud\":\"other\"")),
            (OAuthFault.IdTokenNonce, transaction => Sign(transaction, transaction.Nonce!, "other")),
            (OAuthFault.JwtTime, transaction => Sign(transaction, $"\"exp\":{_rig.Now + 600}", $"\"exp\":{_rig.Now - 600}")),
        ])
        {
            var transaction = await _rig.BeginAsync(Hybrid);

            await _rig.AssertRefusedAsync(code, transaction, Answer(transaction, make(transaction)));
        }
    }

    [Fact]
    public async Task R080_A_response_without_its_ID_token_or_its_code_is_refused()
    {
        var transaction = await _rig.BeginAsync(Hybrid);
        var other = await _rig.BeginAsync(Hybrid);

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseCode, transaction, AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}#{AuthorizationRig.Good(transaction)}"));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseCode, other, AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}#id_token={IdToken(other)}&state={other.State}"));
    }

    [Fact]
    public async Task R075_R080_A_hybrid_response_brings_no_access_token()
    {
        var transaction = await _rig.BeginAsync(Hybrid);

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseToken, transaction, AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}#{AuthorizationRig.Good(transaction)}&id_token={IdToken(transaction)}&access_token=x"));
    }

    [Fact]
    public async Task R064_The_ID_token_of_a_response_names_the_issuer_as_well_as_iss_does()
    {
        _rig.Metadata["authorization_response_iss_parameter_supported"] = "true";
        var good = await _rig.BeginAsync(Hybrid);
        var wrong = await _rig.BeginAsync(Hybrid);
        var both = await _rig.BeginAsync(Hybrid);
        var error = await _rig.BeginAsync(Hybrid);
        var pure = await _rig.BeginAsync(AuthorizationRig.SignIn);

        Assert.NotNull((await _rig.ValidateAsync(good, Answer(good, IdToken(good)))).IdToken);
        await _rig.AssertRefusedAsync(OAuthFault.JwtIssuer, wrong, Answer(wrong, Sign(wrong, "\"iss\":\"https://login.example.com\"", "\"iss\":\"https://evil.example\"")));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, both, Answer(both, IdToken(both) + "&iss=https%3A%2F%2Fevil.example"));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, error, AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}#error=access_denied&state={error.State}"));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, pure, AuthorizationRig.Answer(pure, "&id_token=" + IdToken(pure)));
    }

    [Theory]
    [InlineData("\"sub\":\"jane\"", "\"sub\":\"mallory\"")]
    [InlineData("\"sub\":\"jane\"", "\"sub\":\"Jane\"")]
    public async Task R081_Both_ID_tokens_are_of_the_same_user(string old, string changed)
    {
        var transaction = await _rig.BeginAsync(Hybrid);
        _rig.Tokens = () => Tokens(Sign(transaction, old, changed));

        await Assert.ThrowsAsync<OAuthException>(() => _rig.CompleteAsync(transaction, Answer(transaction, IdToken(transaction))));
    }

    [Fact]
    public async Task R082_A_hash_of_the_state_is_checked_where_it_is_there()
    {
        var good = await _rig.BeginAsync(Hybrid);
        var bad = await _rig.BeginAsync(Hybrid);
        _rig.Tokens = () => Tokens(IdToken(good, hash: null));

        await _rig.CompleteAsync(good, Answer(good, Sign(good, "{\"iss\"", $"{{\"s_hash\":\"{Half(good.State)}\",\"iss\"")));
        await _rig.AssertRefusedAsync(OAuthFault.IdTokenHash, bad, Answer(bad, Sign(bad, "{\"iss\"", $"{{\"s_hash\":\"{Half(good.State)}\",\"iss\"")));
    }

    [Fact]
    public async Task An_ID_token_alone_is_a_sign_in_without_pkce_and_without_an_exchange()
    {
        var start = await _rig.StartAsync(Implicit);
        var query = AuthorizationRig.Query(start.Url);
        var callback = AuthorizationCallback.FromForm("POST", "application/x-www-form-urlencoded", $"id_token={IdToken(start.Transaction, hash: null)}&state={start.Transaction.State}");

        Assert.False(query.Contains("code_challenge"));
        Assert.True(query.Contains("nonce"));
        Assert.Null(start.Transaction.CodeVerifier);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _rig.CompleteAsync(start.Transaction, callback));
        var response = await _rig.ValidateAsync(start.Transaction, callback);

        Assert.Equal("jane", response.IdToken!.Subject);
        Assert.Null(response.Code);
        Assert.Throws<InvalidOperationException>(response.ToGrant);
        Assert.Empty(_rig.Server.RequestsTo("/token"));
    }

    [Fact]
    public async Task R075_An_ID_token_response_brings_no_code()
    {
        var transaction = await _rig.BeginAsync(Implicit);

        var e = await Assert.ThrowsAsync<OAuthException>(() => _rig.ValidateAsync(transaction, AuthorizationCallback.FromForm("POST", "application/x-www-form-urlencoded", $"id_token={IdToken(transaction)}&{AuthorizationRig.Good(transaction)}")));

        Assert.Equal(OAuthFault.AuthorizationResponseToken, e.Code);
    }

    [Fact]
    public async Task R129_Bug1_The_ID_token_of_a_code_answers_to_all_that_the_request_demands()
    {
        foreach (var (code, old, changed) in ((string, string, string)[])
        [
            (OAuthFault.JwtIssuer, "\"iss\":\"https://login.example.com\"", "\"iss\":\"https://evil.example\""),
            (OAuthFault.IdTokenAcr, "\"acr\":\"2\"", "\"acr\":\"1\""),
            (OAuthFault.IdTokenAuthTime, $"\"auth_time\":{_rig.Now}", $"\"auth_time\":{_rig.Now - 3600}"),
            (OAuthFault.IdTokenMissing, "", ""),
        ])
        {
            var transaction = AuthorizationTransaction.FromJson((await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = "openid", AcrValues = ["2"], MaxAge = TimeSpan.FromMinutes(1) })).ToJson());
            _rig.Tokens = () => code == OAuthFault.IdTokenMissing ? The.TokenJson() : Tokens(Sign(transaction, old, changed));

            Assert.Equal(code, (await Assert.ThrowsAsync<OAuthException>(() => _rig.CompleteAsync(transaction, AuthorizationRig.Answer(transaction)))).Code);
        }
    }

    [Fact]
    public async Task A_sign_in_by_code_brings_the_identity()
    {
        var transaction = AuthorizationTransaction.FromJson((await _rig.BeginAsync(AuthorizationRig.SignIn)).ToJson());
        _rig.Tokens = () => Tokens(IdToken(transaction));

        Assert.Equal("jane", (await _rig.CompleteAsync(transaction, AuthorizationRig.Answer(transaction))).IdToken!.Subject);
    }

    private static AuthorizationCallback Answer(AuthorizationTransaction transaction, string idToken) =>
        AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}#{AuthorizationRig.Good(transaction)}&id_token={idToken}");

    private static string Tokens(string idToken) => $$"""{"access_token":"{{The.Token(1)}}","token_type":"Bearer","id_token":"{{idToken}}"}""";

    private static string Half(string text) => TestKey.Text(SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16]);

    private string Claims(AuthorizationTransaction transaction) =>
        $$"""{"iss":"https://login.example.com","sub":"jane","aud":"orders-worker","exp":{{_rig.Now + 600}},"iat":{{_rig.Now}},"auth_time":{{_rig.Now}},"acr":"2","nonce":"{{transaction.Nonce}}","c_hash":"{{Half(AuthorizationRig.Code)}}"}""";

    private string Sign(AuthorizationTransaction transaction, string old, string changed) =>
        _rig.Key.Sign(Claims(transaction).Replace(old, changed, StringComparison.Ordinal), null);

    private string IdToken(AuthorizationTransaction transaction) => _rig.Key.Sign(Claims(transaction), null);

    private string IdToken(AuthorizationTransaction transaction, string? hash) =>
        Sign(transaction, $",\"c_hash\":\"{Half(AuthorizationRig.Code)}\"", hash is null ? "" : $",\"c_hash\":\"{hash}\"");
}
