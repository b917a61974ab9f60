using System.Net;

namespace OAuthKit;

public sealed class UserInfoTests : IDisposable
{
    private readonly EndpointServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AccessToken Token => AccessToken.Parse(The.Token(1));

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task R158_S120_The_token_is_the_only_credential_and_stands_in_the_header()
    {
        _server.Answer("/userinfo", "{\"sub\":\"s\"}");

        await _server.Client(ClientAuthentication.ClientSecretPost(The.ClientId, The.Secret)).GetUserInfoAsync(Token, "s", Stop);

        var sent = _server.LastTo("/userinfo");
        Assert.Equal("GET", sent.Method);
        Assert.Equal($"Bearer {The.Token(1)}", sent.Authorization);
        Assert.Equal("application/json", sent.Headers["Accept"]);
        Assert.Equal("", sent.Url.Query);
        Assert.Equal("", sent.Body);
    }

    [Fact]
    public async Task Claims_are_read_as_the_server_wrote_them()
    {
        var user = await ReadAsync("""{"sub":"248289761001","name":"Jane Doe","preferred_username":"j.doe","email":"janedoe@example.com","email_verified":true,"address":{"country":"FR"}}""");

        Assert.Equal("248289761001", user.Subject);
        Assert.Equal("Jane Doe", user.Name);
        Assert.Equal("j.doe", user.PreferredUsername);
        Assert.Equal("janedoe@example.com", user.Email);
        Assert.True(user.IsEmailVerified);
        Assert.True(user.TryGetClaim("address", out var address));
        Assert.Equal("FR", address.GetProperty("country").GetString());
        Assert.DoesNotContain("Jane", user.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"sub\":\"\"}")]
    [InlineData("{\"sub\":null}")]
    [InlineData("{\"sub\":5}")]
    [InlineData("{\"sub\":[\"s\"]}")]
    public async Task R152_The_subject_is_required(string json) => await AssertFaultAsync(OAuthFault.UserInfoSubject, json, null);

    [Theory]
    [InlineData("s1")]
    [InlineData("S")]
    [InlineData("s ")]
    public async Task R152_Claims_about_another_subject_are_discarded(string subject) =>
        await AssertFaultAsync(OAuthFault.UserInfoSubjectMismatch, $$"""{"sub":"{{subject}}","email":"x"}""", "s");

    [Fact]
    public void R153_The_caller_has_to_say_which_subject_it_expects() =>
        Assert.All(
            typeof(OAuthClient).GetMethods().Where(method => method.Name == nameof(OAuthClient.GetUserInfoAsync)),
            // Only the tokens of a login say it by themselves.
            method => Assert.False(method.GetParameters()[0].ParameterType == typeof(TokenSet) && method.GetParameters().Length == 2
                ? method.GetParameters()[0].IsOptional
                : method.GetParameters().Single(parameter => parameter.Name == "expectedSubject").IsOptional));

    [Fact]
    public async Task R153_The_ID_token_of_a_login_says_which_subject_is_expected()
    {
        using var claims = System.Text.Json.JsonDocument.Parse("""{"iss":"https://login.example.com","sub":"s"}""");
        var tokens = new TokenSet(Token) { IdToken = new IdToken(EncodedIdToken.Parse("a.b.c"), claims.RootElement.Clone()) };
        _server.Answer("/userinfo", "{\"sub\":\"s\"}");

        Assert.Equal("s", (await _server.Client().GetUserInfoAsync(tokens, Stop)).Subject);
        _server.Answer("/userinfo", "{\"sub\":\"s1\"}");
        Assert.Equal(OAuthFault.UserInfoSubjectMismatch, (await Assert.ThrowsAsync<OAuthException>(() => _server.Client().GetUserInfoAsync(tokens, Stop))).Code);
        await Assert.ThrowsAsync<ArgumentException>(() => _server.Client().GetUserInfoAsync(new TokenSet(Token) { EncodedIdToken = EncodedIdToken.Parse("a.b.c") }, Stop));
        Assert.Equal(2, _server.RequestsTo("/userinfo").Length);
    }

    [Fact]
    public async Task R159_S120_A_refusal_is_typed()
    {
        _server.Answers["/userinfo"] = _ => StubHandler.Challenge(HttpStatusCode.Unauthorized, "Basic realm=\"x\"", "bearer error=\"invalid_token\", error_description=\"The access token expired\"");

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => _server.Client().GetUserInfoAsync(Token, "s", Stop));

        Assert.Equal("invalid_token", e.Error);
        Assert.Equal("The access token expired", e.ErrorDescription);
        Assert.Equal(401, e.StatusCode);
        _server.Answers["/userinfo"] = _ => StubHandler.Challenge(HttpStatusCode.Unauthorized, "Bearer");
        Assert.Equal(OAuthFault.EndpointStatus, (await Assert.ThrowsAsync<OAuthException>(() => _server.Client().GetUserInfoAsync(Token, "s", Stop))).Code);
    }

    [Fact]
    public async Task R160_Claims_of_other_sources_are_not_followed()
    {
        var user = await ReadAsync("""{"sub":"s","_claim_names":{"x":"src"},"_claim_sources":{"src":{"endpoint":"https://internal.example/claims","access_token":"c4narY"}}}""");

        Assert.True(user.TryGetClaim("_claim_sources", out _));
        Assert.Equal(["/.well-known/openid-configuration", "/userinfo"], _server.Handler.Requests.Select(request => request.Url.AbsolutePath));
    }

    [Fact]
    public async Task R161_Null_and_empty_claims_are_tolerated()
    {
        var user = await ReadAsync("""{"sub":"s","name":null,"email":7,"email_verified":"true","preferred_username":""}""");

        Assert.Null(user.Name);
        Assert.Null(user.Email);
        Assert.False(user.IsEmailVerified);
        Assert.Equal("", user.PreferredUsername);
    }

    [Fact]
    public async Task R157_A_JWT_is_not_read_as_JSON()
    {
        _server.Answers["/userinfo"] = _ => StubHandler.Text("{\"sub\":\"s\"}", "application/jwt");
        Assert.Equal(OAuthFault.UserInfoFormat, (await Assert.ThrowsAsync<OAuthException>(() => _server.Client().GetUserInfoAsync(Token, "s", Stop))).Code);
        await AssertFaultAsync(OAuthFault.EndpointResponseMalformed, "eyJhbGciOiJub25lIn0.e30.AA", "s");
    }

    [Theory]
    [InlineData("{\"sub\":\"a\",\"sub\":\"s\"}")]
    [InlineData("{\"sub\":\"s\",}")]
    [InlineData("[]")]
    public async Task R312_The_body_is_one_strict_object(string json) => await AssertFaultAsync(OAuthFault.EndpointResponseMalformed, json, "s");

    private Task<UserInfo> ReadAsync(string json)
    {
        _server.Answer("/userinfo", json);
        return _server.Client().GetUserInfoAsync(new TokenSet(Token), null, Stop);
    }

    private async Task AssertFaultAsync(string code, string json, string? expected)
    {
        _server.Answer("/userinfo", json);
        Assert.Equal(code, (await Assert.ThrowsAsync<OAuthException>(() => _server.Client().GetUserInfoAsync(Token, expected, Stop))).Code);
    }
}
