using System.Net;

namespace OAuthKit;

public sealed class RevocationTests : IDisposable
{
    private readonly EndpointServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static TokenSet Tokens => new(AccessToken.Parse(The.Token(1))) { RefreshToken = RefreshToken.Parse("refresh-c4narY") };

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task R174_S113_The_token_and_its_kind_are_posted_with_client_authentication()
    {
        _server.Answers["/revoke"] = _ => Empty();
        var client = _server.Client();

        await client.RevokeAsync(AccessToken.Parse(The.Token(1)), Stop);
        var access = _server.LastTo("/revoke");
        await client.RevokeAsync(RefreshToken.Parse("refresh-c4narY"), Stop);
        var refresh = _server.LastTo("/revoke");

        Assert.Equal("POST", access.Method);
        Assert.StartsWith("Basic ", access.Authorization, StringComparison.Ordinal);
        Assert.Equal("", access.Url.Query);
        Assert.Equal([The.Token(1)], access.Form["token"]);
        Assert.Equal(["access_token"], access.Form["token_type_hint"]);
        Assert.Equal(2, access.Form.Count);
        Assert.Equal(["refresh-c4narY"], refresh.Form["token"]);
        Assert.Equal(["refresh_token"], refresh.Form["token_type_hint"]);
    }

    [Fact]
    public async Task Further_parameters_are_sent_and_none_that_is_set_anyway()
    {
        _server.Answers["/revoke"] = _ => Empty();
        var client = _server.Client();

        await client.RevokeAsync(AccessToken.Parse(The.Token(1)), new Dictionary<string, string> { ["tenant"] = "eu" }, Stop);
        await client.RevokeAsync(RefreshToken.Parse("refresh-c4narY"), new Dictionary<string, string> { ["tenant"] = "us" }, Stop);

        Assert.Equal(["eu", "us"], _server.RequestsTo("/revoke").Select(request => request.Form["tenant"].Single()));
        Assert.Equal(["token", "token_type_hint", "tenant"], _server.LastTo("/revoke").Form.Select(parameter => parameter.Key));
        foreach (var name in (string[])["client_id", "token", "token_type_hint"])
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.RevokeAsync(AccessToken.Parse(The.Token(1)), new Dictionary<string, string> { [name] = "x" }, Stop));
        }

        Assert.Equal(2, _server.RequestsTo("/revoke").Length);
    }

    [Fact]
    public async Task S114_A_set_of_tokens_is_revoked_whole_the_refresh_token_first()
    {
        _server.Answers["/revoke"] = _ => Empty();

        await _server.Client().RevokeAsync(Tokens, Stop);

        Assert.Equal(["refresh-c4narY", The.Token(1)], _server.RequestsTo("/revoke").Select(request => request.Form["token"].Single()));
        await _server.Client().RevokeAsync(new TokenSet(AccessToken.Parse(The.Token(2))), Stop);
        Assert.Equal(["access_token"], _server.LastTo("/revoke").Form["token_type_hint"]);
        Assert.Equal(3, _server.RequestsTo("/revoke").Length);
    }

    [Fact]
    public async Task R037_A_public_client_and_one_with_its_secret_in_the_body_authenticate_as_everywhere()
    {
        _server.Answers["/revoke"] = _ => Empty();

        await _server.Client(ClientAuthentication.None(The.ClientId)).RevokeAsync(AccessToken.Parse(The.Token(1)), Stop);
        Assert.Equal([The.ClientId], _server.LastTo("/revoke").Form["client_id"]);
        Assert.Null(_server.LastTo("/revoke").Authorization);
        await _server.Client(ClientAuthentication.ClientSecretPost(The.ClientId, The.Secret)).RevokeAsync(AccessToken.Parse(The.Token(1)), Stop);
        Assert.Equal([The.Secret], _server.LastTo("/revoke").Form["client_secret"]);
    }

    [Theory]
    [InlineData("", "text/html")]
    [InlineData("<html>c4narY", "text/html")]
    [InlineData("{\"error\":\"x\"", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("\uFEFF\0", "text/plain")]
    public async Task R175_Status_200_is_success_whatever_the_body(string body, string mediaType)
    {
        _server.Answer("/revoke", StubHandler.Text(body, mediaType));

        await _server.Client().RevokeAsync(AccessToken.Parse("unknown-c4narY"), Stop);
    }

    [Fact]
    public async Task R176_A_server_that_is_out_of_order_says_when_to_try_again()
    {
        var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        response.Headers.TryAddWithoutValidation("Retry-After", "120");
        _server.Answer("/revoke", response);

        var e = await Assert.ThrowsAsync<OAuthException>(() => _server.Client().RevokeAsync(AccessToken.Parse(The.Token(1)), Stop));

        Assert.Equal(OAuthFault.EndpointStatus, e.Code);
        Assert.Equal(503, e.StatusCode);
        Assert.Equal(_server.Clock.GetUtcNow().AddSeconds(120), e.RetryAt);
        Assert.Single(_server.RequestsTo("/revoke"));
    }

    [Fact]
    public async Task R177_An_unsupported_token_type_is_told()
    {
        _server.Answer("/revoke", """{"error":"unsupported_token_type"}""", HttpStatusCode.BadRequest);

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => _server.Client().RevokeAsync(AccessToken.Parse(The.Token(1)), Stop));

        Assert.Equal("unsupported_token_type", e.Error);
    }

    [Fact]
    public async Task R177_Once_the_refresh_token_is_revoked_an_access_token_that_cannot_be_is_no_error()
    {
        _server.Answers["/revoke"] = request => request.Form["token_type_hint"].Single() == "refresh_token"
            ? Empty()
            : StubHandler.Json("""{"error":"unsupported_token_type"}""", HttpStatusCode.BadRequest);

        await _server.Client().RevokeAsync(Tokens, Stop);

        Assert.Equal(2, _server.RequestsTo("/revoke").Length);
        await Assert.ThrowsAsync<OAuthServerException>(() => _server.Client().RevokeAsync(new TokenSet(AccessToken.Parse(The.Token(1))), Stop));
    }

    [Theory]
    [InlineData("{\"error\":\"server_error\"}", "application/json", OAuthFault.ServerError)]
    [InlineData("text", "text/plain", OAuthFault.EndpointStatus)]
    [InlineData("{}", "application/json", OAuthFault.EndpointStatus)]
    [InlineData("{\"error\":7}", "application/json", OAuthFault.EndpointStatus)]
    [InlineData("{\"error\":\"a\",\"error\":\"b\"}", "application/json", OAuthFault.EndpointStatus)]
    public async Task S115_A_refusal_is_never_a_quiet_false(string body, string mediaType, string code)
    {
        _server.Answer("/revoke", StubHandler.Text(body, mediaType, HttpStatusCode.BadRequest));

        Assert.Equal(code, (await Assert.ThrowsAnyAsync<OAuthException>(() => _server.Client().RevokeAsync(AccessToken.Parse(The.Token(1)), Stop))).Code);
    }

    [Fact]
    public async Task R178_The_local_token_is_gone_even_where_the_server_fails()
    {
        _server.Answer("/token", The.TokenJson());
        _server.Answer("/revoke", new HttpResponseMessage(HttpStatusCode.InternalServerError));
        var client = _server.Client();
        var policy = new TokenPolicy(client, The.Grant);
        await client.Tokens.GetTokenAsync(policy, Stop);

        await Assert.ThrowsAsync<OAuthException>(() => client.ForgetAndRevokeAsync(policy, Stop));

        Assert.Equal([The.Token(1)], _server.LastTo("/revoke").Form["token"]);
        await client.ForgetAndRevokeAsync(policy, Stop);
        Assert.Single(_server.RequestsTo("/revoke"));
        await client.Tokens.GetTokenAsync(policy, Stop);
        Assert.Equal(2, _server.RequestsTo("/token").Length);
    }

    [Fact]
    public async Task S116_R008_A_server_without_the_endpoint_says_so_when_it_is_used()
    {
        using var server = new FakeServer().Client();

        var e = await Assert.ThrowsAsync<OAuthException>(() => server.RevokeAsync(AccessToken.Parse(The.Token(1)), Stop));
        Assert.Equal(OAuthFault.MetadataMemberMissing, e.Code);
        Assert.Equal(OAuthFault.MetadataMemberMissing, (await Assert.ThrowsAsync<OAuthException>(() => server.IntrospectAsync(AccessToken.Parse(The.Token(1)), cancellationToken: Stop))).Code);
        Assert.Equal(OAuthFault.MetadataMemberMissing, (await Assert.ThrowsAsync<OAuthException>(() => server.GetUserInfoAsync(AccessToken.Parse(The.Token(1)), null, Stop))).Code);
        Assert.Equal(OAuthFault.MetadataMemberMissing, (await Assert.ThrowsAsync<OAuthException>(() => server.Server.RegisterAsync(new ClientMetadata(), cancellationToken: Stop))).Code);
    }

    private static HttpResponseMessage Empty() => new(HttpStatusCode.OK);
}
