using System.Net;

namespace OAuthKit;

public sealed class PushedAuthorizationTests : IDisposable
{
    private const string Reference = "urn:ietf:params:oauth:request_uri:c4narY";

    private readonly AuthorizationRig _rig = new();

    private static AuthorizationRequest Pushed => new() { RedirectUri = AuthorizationRig.Callback, Scope = "openid orders", Resource = ["urn:a", "urn:b"], Push = true };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task R259_All_parameters_are_posted_with_the_authentication_of_the_client()
    {
        var start = await _rig.StartAsync(Pushed);

        var sent = Assert.Single(_rig.Server.RequestsTo("/par"));
        Assert.Equal("POST", sent.Method);
        Assert.Empty(sent.Url.Query);
        Assert.Equal("application/x-www-form-urlencoded", sent.Headers["Content-Type"]);
        Assert.StartsWith("Basic ", sent.Authorization, StringComparison.Ordinal);
        Assert.Equal(
            ["client_id", "code_challenge", "code_challenge_method", "nonce", "redirect_uri", "resource", "response_type", "scope", "state"],
            sent.Form.Select(parameter => parameter.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["urn:a", "urn:b"], sent.Form["resource"]);
        Assert.Equal(start.Transaction.State, Assert.Single(sent.Form["state"]));
        Assert.False(sent.Form.Contains("request_uri"));
    }

    [Fact]
    public async Task R259_S111_The_client_id_stands_once_however_the_client_authenticates()
    {
        using var key = SigningKey.Generate();
        foreach (var authentication in (ClientAuthentication[])[The.Basic, ClientAuthentication.ClientSecretPost(The.ClientId, The.Secret), ClientAuthentication.None(The.ClientId), new PrivateKeyJwt(The.ClientId, key)])
        {
            using var client = _rig.Create(authentication);
            await client.StartAuthorizationAsync(Pushed, Stop);

            Assert.Equal(The.ClientId, Assert.Single(_rig.Server.LastTo("/par").Form["client_id"]));
        }
    }

    [Fact]
    public async Task R261_After_that_the_browser_carries_the_client_id_and_the_reference_only()
    {
        var query = AuthorizationRig.Query((await _rig.StartAsync(Pushed)).Url);

        Assert.Equal(["client_id", "request_uri"], query.Select(parameter => parameter.Key).Order(StringComparer.Ordinal));
        Assert.Equal(Reference, Assert.Single(query["request_uri"]));
    }

    [Fact]
    public async Task R260_S111_The_reference_has_an_end()
    {
        var start = await _rig.StartAsync(Pushed);

        Assert.Equal(_rig.Server.Clock.GetUtcNow().AddSeconds(60), start.UrlExpiresAt);
        Assert.Null((await _rig.StartAsync()).UrlExpiresAt);
    }

    [Theory]
    [InlineData("{\"expires_in\":60}")]
    [InlineData("{\"request_uri\":\"\",\"expires_in\":60}")]
    [InlineData("{\"request_uri\":7,\"expires_in\":60}")]
    [InlineData("{\"request_uri\":\"urn: x\",\"expires_in\":60}")]
    [InlineData("{\"request_uri\":\"urn:x\"}")]
    [InlineData("{\"request_uri\":\"urn:x\",\"expires_in\":0}")]
    [InlineData("{\"request_uri\":\"urn:x\",\"expires_in\":-1}")]
    [InlineData("{\"request_uri\":\"urn:x\",\"expires_in\":\"60\"}")]
    [InlineData("{\"request_uri\":\"urn:x\",\"expires_in\":1.5}")]
    [InlineData("{\"request_uri\":\"urn:x\",\"expires_in\":null}")]
    public async Task R260_A_response_without_a_reference_or_an_end_is_refused(string json)
    {
        _rig.Server.Answer("/par", json, HttpStatusCode.Created);

        await AssertNotSentAsync(OAuthFault.PushedResponseMember);
    }

    [Fact]
    public async Task R260_Success_is_201()
    {
        _rig.Server.Answer("/par", $$"""{"request_uri":"{{Reference}}","expires_in":60}""", HttpStatusCode.OK);

        await AssertNotSentAsync(OAuthFault.EndpointStatus);
    }

    [Fact]
    public async Task R262_The_reference_is_not_used_after_its_end_and_is_another_each_time()
    {
        var number = 0;
        _rig.Server.Answers["/par"] = _ => StubHandler.Json($$"""{"request_uri":"urn:{{++number}}","expires_in":60}""", HttpStatusCode.Created);
        var start = await _rig.StartAsync(Pushed);

        _rig.Server.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("urn:1", Assert.Single(AuthorizationRig.Query(start.Url)["request_uri"]));
        _rig.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(OAuthFault.PushedRequestExpired, Assert.Throws<OAuthException>(() => start.Url).Code);

        Assert.Equal("urn:2", Assert.Single(AuthorizationRig.Query((await _rig.StartAsync(Pushed)).Url)["request_uri"]));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "{\"error\":\"invalid_request\",\"error_description\":\"no\"}", "invalid_request")]
    [InlineData(HttpStatusCode.BadRequest, "{\"error\":\"invalid_target\"}", "invalid_target")]
    [InlineData(HttpStatusCode.BadRequest, "{\"error\":\"invalid_authorization_details\"}", "invalid_authorization_details")]
    [InlineData(HttpStatusCode.BadRequest, "{\"error\":\"invalid_request_object\"}", "invalid_request_object")]
    [InlineData(HttpStatusCode.Unauthorized, "{\"error\":\"invalid_client\"}", "invalid_client")]
    [InlineData(HttpStatusCode.InternalServerError, "{\"error\":\"server_error\"}", "server_error")]
    [InlineData(HttpStatusCode.Created, "{\"error\":\"server_error\"}", "server_error")]
    public async Task R263_R269_R277_S112_An_error_is_that_of_the_server_and_ends_it(HttpStatusCode status, string json, string error)
    {
        _rig.Server.Answer("/par", json, status);

        Assert.Equal(error, Assert.IsType<OAuthServerException>(await AssertNotSentAsync(OAuthFault.ServerError)).Error);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "oops", OAuthFault.EndpointStatus)]
    [InlineData(HttpStatusCode.NotFound, "", OAuthFault.EndpointStatus)]
    [InlineData(HttpStatusCode.Created, "oops", OAuthFault.EndpointResponseMalformed)]
    [InlineData(HttpStatusCode.Created, "[]", OAuthFault.EndpointResponseMalformed)]
    [InlineData(HttpStatusCode.TemporaryRedirect, "", OAuthFault.RedirectRefused)]
    public async Task R263_S112_What_goes_wrong_never_sends_the_parameters_through_the_browser(HttpStatusCode status, string body, string code)
    {
        _rig.Server.Answers["/par"] = _ =>
        {
            var response = StubHandler.Json(body, status);
            response.Headers.Location = status == HttpStatusCode.TemporaryRedirect ? new("https://evil.example/par") : null;
            return response;
        };

        await AssertNotSentAsync(code);
        Assert.DoesNotContain(_rig.Server.Handler.Requests, request => request.Url.Host != "login.example.com");
    }

    [Fact]
    public async Task R263_A_server_that_is_gone_never_sends_the_parameters_through_the_browser()
    {
        _rig.Server.Answers["/par"] = _ => throw new HttpRequestException("gone");

        await Assert.ThrowsAsync<HttpRequestException>(() => _rig.StartAsync(Pushed));
        Assert.Single(_rig.Server.RequestsTo("/par"));
    }

    [Fact]
    public async Task R264_A_request_object_is_pushed_in_place_of_the_parameters()
    {
        using var key = SigningKey.Generate();

        var start = await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = "openid", Push = true, RequestObject = new(key) { Publish = (_, _) => throw new InvalidOperationException("Published.") } });

        var form = _rig.Server.LastTo("/par").Form;
        Assert.Equal(["client_id", "request"], form.Select(parameter => parameter.Key).Order(StringComparer.Ordinal));
        var jwt = new DecodedJwt(Assert.Single(form["request"]));
        Assert.Equal(start.Transaction.State, jwt.Text("state"));
        Assert.Equal(The.ClientId, jwt.Text("client_id"));
        Assert.Equal(["client_id", "request_uri"], AuthorizationRig.Query(start.Url).Select(parameter => parameter.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task R258_Where_the_server_demands_it_every_request_is_pushed()
    {
        _rig.Metadata["require_pushed_authorization_requests"] = "true";

        var start = await _rig.StartAsync();

        Assert.Single(_rig.Server.RequestsTo("/par"));
        Assert.Equal(["client_id", "request_uri"], AuthorizationRig.Query(start.Url).Select(parameter => parameter.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task R258_Where_it_is_demanded_and_there_is_no_endpoint_nobody_is_sent_anywhere()
    {
        _rig.Metadata["require_pushed_authorization_requests"] = "true";
        _rig.Metadata.Remove("pushed_authorization_request_endpoint");

        var e = await _rig.AssertNotStartedAsync<OAuthException>(AuthorizationRig.Request);

        Assert.Equal(OAuthFault.MetadataMemberMissing, e.Code);
        Assert.Contains("pushed_authorization_request_endpoint", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R276_The_response_to_a_pushed_request_is_exchanged_for_the_same_resources()
    {
        var transaction = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, Push = true, Resource = ["urn:a"] });

        await _rig.CompleteAsync(transaction, AuthorizationRig.Answer(transaction));

        Assert.Equal(["urn:a"], _rig.Server.LastTo("/token").Form["resource"]);
    }

    private async Task<OAuthException> AssertNotSentAsync(string code)
    {
        var e = await Assert.ThrowsAnyAsync<OAuthException>(() => _rig.StartAsync(Pushed));
        Assert.Equal(code, e.Code);
        Assert.False(CanaryWatch.Holds(e.ToString()));
        Assert.Single(_rig.Server.Handler.Requests, request => request.Method == "POST");
        return e;
    }
}
