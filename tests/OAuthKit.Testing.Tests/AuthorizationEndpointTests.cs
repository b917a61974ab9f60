using System.Net;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class AuthorizationEndpointTests
{
    [Fact]
    public async Task A_user_signs_in_and_the_code_brings_tokens()
    {
        await using var rig = new SignInRig();

        var callback = await rig.SignInAsync(new TestSignIn("bob"));
        var tokens = await rig.ExchangeAsync(callback);

        Assert.Equal("query", callback.Delivery);
        Assert.StartsWith(SignInRig.Callback + "?code=", callback.Url, StringComparison.Ordinal);
        Assert.Equal("s-1", callback.Parameters["state"]);
        Assert.Equal(rig.Server.Issuer, callback.Parameters["iss"]);
        var idToken = new PlainJwt((string)tokens["id_token"]!);
        Assert.True(idToken.IsSignedBy(await rig.JwksAsync()));
        Assert.Equal("bob", idToken["sub"]);
        Assert.Equal("n-1", idToken["nonce"]);
        Assert.Equal(PlainJwt.HalfHash("ES256", (string)tokens["access_token"]!), idToken["at_hash"]);
        Assert.NotNull(idToken["sid"]);
        Assert.Equal("openid orders.read", (string?)tokens["scope"]);
    }

    [Theory]
    [InlineData("query", "query")]
    [InlineData("fragment", "fragment")]
    [InlineData("form_post", "form_post")]
    [InlineData(null, "query")]
    public async Task Answers_in_the_response_mode_that_is_asked_for(string? mode, string delivery)
    {
        await using var rig = new SignInRig();

        var callback = await rig.SignInAsync(("response_mode", mode));

        Assert.Equal(delivery, callback.Delivery);
        Assert.Equal(["code", "state", "iss"], callback.Parameters.Select(pair => pair.Key));
        using var request = callback.CreateRequest();
        Assert.Equal(delivery == "form_post" ? HttpMethod.Post : HttpMethod.Get, request.Method);
        Assert.Equal(delivery == "fragment" ? SignInRig.Callback : callback.Url, request.RequestUri!.OriginalString);
        Assert.Equal(delivery == "form_post", callback.Body is not null);
        Assert.DoesNotContain(callback.Parameters["code"]!, callback.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hybrid_response_has_an_ID_token_with_its_hashes()
    {
        await using var rig = new SignInRig();

        var callback = await rig.SignInAsync(("response_type", "code id_token"));

        Assert.Equal("fragment", callback.Delivery);
        var idToken = new PlainJwt(callback.Parameters["id_token"]!);
        Assert.Equal(PlainJwt.HalfHash("ES256", callback.Parameters["code"]!), idToken["c_hash"]);
        Assert.Equal(PlainJwt.HalfHash("ES256", "s-1"), idToken["s_hash"]);
        Assert.Null(idToken["at_hash"]);
        var second = new PlainJwt((string)(await rig.ExchangeAsync(callback))["id_token"]!);
        Assert.Equal(idToken["sub"], second["sub"]);
        Assert.Equal(idToken["sid"], second["sid"]);
    }

    [Fact]
    public async Task An_ID_token_can_come_alone()
    {
        await using var rig = new SignInRig();

        var callback = await rig.SignInAsync(("response_type", "id_token"), ("code_challenge", null), ("code_challenge_method", null));

        Assert.Equal(["id_token", "state", "iss"], callback.Parameters.Select(pair => pair.Key));
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", null, "unsupported_response_type")]
    [InlineData("response_mode", "pigeon", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "none", "login_required")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("claims", "[]", "invalid_request")]
    [InlineData("claims", "{", "invalid_request")]
    [InlineData("id_token_hint", "none", "invalid_request")]
    [InlineData("resource", "/relative", "invalid_target")]
    [InlineData("authorization_details", "{}", "invalid_authorization_details")]
    [InlineData("authorization_details", "[{}]", "invalid_authorization_details")]
    public async Task Tells_the_client_of_an_error_by_redirect(string name, string? value, string error)
    {
        await using var rig = new SignInRig();

        var callback = await rig.SignInAsync((name, value));

        Assert.Equal(error, callback.Parameters["error"]);
        Assert.Equal("s-1", callback.Parameters["state"]);
        Assert.Equal(rig.Server.Issuer, callback.Parameters["iss"]);
        Assert.Null(callback.Parameters["code"]);
    }

    [Theory]
    [InlineData("client_id", "nobody")]
    [InlineData("redirect_uri", "https://shop.test/callback/")]
    [InlineData("redirect_uri", "https://shop.test/callback?x=1")]
    [InlineData("redirect_uri", "https://evil.test/")]
    [InlineData("redirect_uri", null)]
    [InlineData("state&state", "s-2")]
    public async Task Never_redirects_where_the_client_is_not_registered(string name, string? value)
    {
        await using var rig = new SignInRig();

        var response = await rig.Http.GetAsync(rig.Url((name, value)).Replace("state%26", "", StringComparison.Ordinal).Replace("state&state=", "state=s-1&state=", StringComparison.Ordinal), Rig.Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.SignInAsync(("redirect_uri", "https://evil.test/")));
    }

    [Fact]
    public async Task The_port_of_a_loopback_address_is_free()
    {
        await using var rig = new SignInRig(new TestClient(SignInRig.ClientId) { RedirectUris = ["http://127.0.0.1/done"] });

        var callback = await rig.SignInAsync(("redirect_uri", "http://127.0.0.1:51234/done"));

        Assert.StartsWith("http://127.0.0.1:51234/done?", callback.Url, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.SignInAsync(("redirect_uri", "http://127.0.0.1:51234/other")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.SignInAsync(("redirect_uri", "https://127.0.0.1:51234/done")));
    }

    [Fact]
    public async Task A_user_may_refuse()
    {
        await using var rig = new SignInRig();

        var callback = await rig.SignInAsync(TestSignIn.Refuse("access_denied", "No."), ("response_mode", "form_post"));

        Assert.Equal("form_post", callback.Delivery);
        Assert.Equal("access_denied", callback.Parameters["error"]);
        Assert.Equal("No.", callback.Parameters["error_description"]);
    }

    [Fact]
    public async Task A_code_is_held_to_its_challenge_and_redirect_uri()
    {
        await using var rig = new SignInRig();
        var callback = await rig.SignInAsync();

        var refused = await rig.PostAsync(
            rig.Server.Token.Address, ("grant_type", "authorization_code"), ("code", callback.Parameters["code"]), ("redirect_uri", SignInRig.Callback), ("code_verifier", SignInRig.Verifier + "x"));

        Assert.Equal("invalid_grant", Rig.ErrorOf(refused));
        Assert.Null(Rig.ErrorOf(await rig.ExchangeAsync(callback)));
        Assert.Equal("invalid_grant", Rig.ErrorOf(await rig.ExchangeAsync(callback)));
    }

    [Fact]
    public async Task Servers_without_PKCE_or_iss_can_be_had()
    {
        await using var rig = new SignInRig();
        rig.Server.Authorization.RequiresPkce = false;
        rig.Server.Authorization.SendsIssuer = false;

        var callback = await rig.SignInAsync(("code_challenge", null), ("code_challenge_method", null));

        Assert.Equal(["code", "state"], callback.Parameters.Select(pair => pair.Key));
        Assert.False((bool)(await rig.MetadataAsync())["authorization_response_iss_parameter_supported"]!);
    }

    [Fact]
    public async Task Says_in_its_metadata_what_it_can_do()
    {
        await using var rig = new SignInRig();

        var metadata = await rig.MetadataAsync();

        Assert.Equal(rig.Server.Authorization.Address, (string?)metadata["authorization_endpoint"]);
        Assert.True((bool)metadata["authorization_response_iss_parameter_supported"]!);
        Assert.Equal(["code", "code id_token", "id_token"], ((JsonArray)metadata["response_types_supported"]!).Select(node => (string?)node));
        Assert.Contains("form_post.jwt", ((JsonArray)metadata["response_modes_supported"]!).Select(node => (string?)node));
    }

    [Fact]
    public async Task A_refreshed_ID_token_keeps_the_time_of_the_sign_in()
    {
        await using var rig = new SignInRig();
        var tokens = await rig.ExchangeAsync(await rig.SignInAsync());
        rig.Clock.Advance(TimeSpan.FromMinutes(5));

        var refreshed = await rig.PostAsync(rig.Server.Token.Address, ("grant_type", "refresh_token"), ("refresh_token", (string)tokens["refresh_token"]!));

        var (first, second) = (new PlainJwt((string)tokens["id_token"]!), new PlainJwt((string)refreshed["id_token"]!));
        Assert.Equal((long)first.Claims["auth_time"]!, (long)second.Claims["auth_time"]!);
        Assert.True((long)first.Claims["iat"]! < (long)second.Claims["iat"]!);
    }

    [Fact]
    public async Task Another_address_is_refused_and_faults_apply()
    {
        await using var rig = new SignInRig();

        await Assert.ThrowsAsync<ArgumentException>(() => rig.Server.SignInAsync("https://evil.test/authorize", cancellationToken: Rig.Cancellation));
        rig.Server.Authorization.Next(Fault.Status(503), Fault.ConnectionFailure());
        Assert.Contains("503", (await Assert.ThrowsAsync<InvalidOperationException>(() => rig.SignInAsync())).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => rig.SignInAsync());
        rig.Server.Authorization.Next(Fault.ChangeResponse(response => response.WithHeader("Location", "https://evil.test/#code=c")));
        Assert.Equal("c", (await rig.SignInAsync()).Parameters["code"]);
        Assert.Equal(3, rig.Server.Authorization.RequestCount);
        Assert.DoesNotContain("s-1", rig.Server.Authorization.Requests[0].ToString(), StringComparison.Ordinal);
    }
}
