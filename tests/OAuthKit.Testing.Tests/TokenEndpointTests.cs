using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class TokenEndpointTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Issues_a_token_for_client_credentials(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);

        var response = await rig.RequestAsync(("scope", "orders.read"));
        var json = await Rig.ReadAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("Bearer", (string?)json["token_type"]);
        Assert.Equal(3600, (int?)json["expires_in"]);
        Assert.Equal("orders.read", (string?)json["scope"]);
        Assert.Equal(1, rig.Server.TokenRequests);
    }

    [Theory]
    [InlineData("plain-id", "plain-secret")]
    [InlineData("id:with colon", "p@ss:w/rd+%&= ü€")]
    public async Task Form_decodes_both_halves_of_basic_credentials(string clientId, string secret)
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.AddClient(clientId, secret);

        var response = await rig.PostAsync(Rig.Form(("grant_type", "client_credentials")), Basic(WebUtility.UrlEncode(clientId), WebUtility.UrlEncode(secret)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var request = Assert.Single(rig.Server.Token.Requests);
        Assert.Equal(clientId, request.ClientId);
        Assert.Equal("client_secret_basic", request.ClientAuthenticationMethod);
    }

    [Theory]
    [InlineData("Basic !!!")]
    [InlineData("Basic")]
    [InlineData("Basic bm9jb2xvbg==")]
    [InlineData("Basic /////w==")]
    [InlineData("Bearer token")]
    public async Task Refuses_broken_basic_credentials_with_a_challenge(string authorization)
    {
        await using var rig = await Rig.StartAsync();

        var response = await rig.PostAsync(Rig.Form(("grant_type", "client_credentials")), authorization);

        await AssertErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
        Assert.Equal("Basic", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task Refuses_basic_credentials_that_were_not_form_encoded()
    {
        await using var rig = await Rig.StartAsync();

        var response = await rig.PostAsync(Rig.Form(("grant_type", "client_credentials")), Basic(Rig.ClientId, Rig.Secret));

        await AssertErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task Accepts_a_secret_in_the_body()
    {
        await using var rig = await Rig.StartAsync();

        var response = await rig.RequestAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("client_secret_post", rig.Server.Token.Requests[0].ClientAuthenticationMethod);
    }

    [Fact]
    public async Task Refuses_a_wrong_secret_and_an_unknown_client()
    {
        await using var rig = await Rig.StartAsync();

        var wrong = await rig.PostAsync(("grant_type", "client_credentials"), ("client_id", Rig.ClientId), ("client_secret", "wrong"));
        var unknown = await rig.PostAsync(("grant_type", "client_credentials"), ("client_id", "nobody"), ("client_secret", "wrong"));
        var none = await rig.PostAsync(("grant_type", "client_credentials"));

        await AssertErrorAsync(wrong, HttpStatusCode.Unauthorized, "invalid_client");
        await AssertErrorAsync(unknown, HttpStatusCode.Unauthorized, "invalid_client");
        await AssertErrorAsync(none, HttpStatusCode.Unauthorized, "invalid_client");
        Assert.All(rig.Server.Token.Requests, request => Assert.Null(request.ClientId));
    }

    [Fact]
    public async Task Refuses_two_ways_to_authenticate_at_once()
    {
        await using var rig = await Rig.StartAsync();
        var basic = Basic(Rig.ClientId, WebUtility.UrlEncode(Rig.Secret));

        var response = await rig.PostAsync(Rig.Form(("grant_type", "client_credentials"), ("client_id", Rig.ClientId), ("client_secret", Rig.Secret)), basic);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Refuses_a_client_id_in_the_body_that_is_not_that_of_the_header()
    {
        await using var rig = await Rig.StartAsync();
        var basic = Basic(Rig.ClientId, WebUtility.UrlEncode(Rig.Secret));

        await AssertErrorAsync(await rig.PostAsync(Rig.Form(("grant_type", "client_credentials"), ("client_id", "other")), basic), HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal(HttpStatusCode.OK, (await rig.PostAsync(Rig.Form(("grant_type", "client_credentials"), ("client_id", Rig.ClientId)), basic)).StatusCode);
    }

    [Fact]
    public async Task Refuses_a_method_that_the_client_is_not_registered_for()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.AddClient(new TestClient(Rig.ClientId, Rig.Secret) { AuthenticationMethods = ["client_secret_basic"] });

        await AssertErrorAsync(await rig.RequestAsync(), HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task Refuses_a_public_client_that_sends_no_secret_for_a_confidential_one()
    {
        await using var rig = await Rig.StartAsync();

        await AssertErrorAsync(await rig.PostAsync(("grant_type", "client_credentials"), ("client_id", Rig.ClientId)), HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task Knows_a_public_client_but_gives_it_no_client_credentials()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.AddClient("app");

        await AssertErrorAsync(await rig.PostAsync(("grant_type", "client_credentials"), ("client_id", "app")), HttpStatusCode.BadRequest, "unauthorized_client");
        Assert.Equal("none", rig.Server.Token.Requests[0].ClientAuthenticationMethod);
    }

    [Fact]
    public async Task Refuses_a_grant_that_it_or_the_client_does_not_have()
    {
        await using var rig = await Rig.StartAsync();

        await AssertErrorAsync(await rig.PostAsync(("client_id", Rig.ClientId), ("client_secret", Rig.Secret)), HttpStatusCode.BadRequest, "invalid_request");
        await AssertErrorAsync(await rig.PostAsync(("grant_type", "magic"), ("client_id", Rig.ClientId), ("client_secret", Rig.Secret)), HttpStatusCode.BadRequest, "unsupported_grant_type");

        rig.Server.AddClient(new TestClient(Rig.ClientId, Rig.Secret) { GrantTypes = ["magic"] });
        await AssertErrorAsync(await rig.RequestAsync(), HttpStatusCode.BadRequest, "unauthorized_client");
    }

    [Fact]
    public async Task Refuses_what_is_not_a_form_and_parameters_in_the_query()
    {
        await using var rig = await Rig.StartAsync();

        await AssertErrorAsync(await rig.PostAsync(new StringContent("{}", Encoding.UTF8, "application/json")), HttpStatusCode.BadRequest, "invalid_request");

        var query = await rig.Http.PostAsync(rig.Server.Token.Address + "?client_secret=s", Rig.Form(("grant_type", "client_credentials")), Rig.Cancellation);
        await AssertErrorAsync(query, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Refuses_a_parameter_that_comes_twice()
    {
        await using var rig = await Rig.StartAsync();

        await AssertErrorAsync(await rig.RequestAsync(("scope", "orders.read"), ("scope", "orders.write")), HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Answers_GET_with_405()
    {
        await using var rig = await Rig.StartAsync();

        var response = await rig.Http.GetAsync(rig.Server.Token.Address, Rig.Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Refuses_a_scope_that_the_server_or_the_client_does_not_have()
    {
        await using var rig = await Rig.StartAsync(configure: options => options.Scopes = ["orders.read", "admin"]);

        await AssertErrorAsync(await rig.RequestAsync(("scope", "orders.read admin")), HttpStatusCode.BadRequest, "invalid_scope");
        await AssertErrorAsync(await rig.RequestAsync(("scope", "orders.write")), HttpStatusCode.BadRequest, "invalid_scope");
        Assert.Equal(HttpStatusCode.OK, (await rig.RequestAsync(("scope", "orders.read"))).StatusCode);
    }

    [Fact]
    public async Task A_client_that_asks_for_no_scope_gets_all_of_its_own()
    {
        await using var rig = await Rig.StartAsync();

        Assert.Equal("orders.read orders.write", (string?)(await Rig.ReadAsync(await rig.RequestAsync()))["scope"]);
    }

    [Fact]
    public async Task Puts_resources_and_audiences_into_the_token()
    {
        await using var rig = await Rig.StartAsync();

        await rig.GetTokenAsync("orders.read", ("resource", "https://a.test"), ("resource", "https://b.test"), ("audience", "c"));
        await rig.GetTokenAsync("orders.read", ("audience", "c"));
        await rig.GetTokenAsync("orders.read");

        Assert.Equal(["https://a.test", "https://b.test", "c"], rig.Server.IssuedTokens[0].Audiences);
        Assert.Equal(["c"], rig.Server.IssuedTokens[1].Audiences);
        Assert.Equal(["https://api.test"], rig.Server.IssuedTokens[2].Audiences);
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("/path")]
    [InlineData("https://a.test#fragment")]
    public async Task Refuses_a_resource_that_is_not_an_absolute_URI(string resource)
    {
        await using var rig = await Rig.StartAsync();

        await AssertErrorAsync(await rig.RequestAsync(("resource", resource)), HttpStatusCode.BadRequest, "invalid_target");
    }

    [Fact]
    public async Task Refuses_a_resource_that_does_not_exist()
    {
        await using var rig = await Rig.StartAsync(configure: options => options.Resources = ["https://a.test"]);

        await AssertErrorAsync(await rig.RequestAsync(("resource", "https://b.test")), HttpStatusCode.BadRequest, "invalid_target");
        Assert.Equal(HttpStatusCode.OK, (await rig.RequestAsync(("resource", "https://a.test"))).StatusCode);
    }

    [Fact]
    public async Task Takes_any_further_parameter_and_records_it()
    {
        await using var rig = await Rig.StartAsync();

        await rig.RequestAsync(("tenant", "eu & us"), ("note", "ü"));

        Assert.Equal("eu & us", rig.Server.Token.Requests[0].Form["tenant"]);
        Assert.Equal("ü", rig.Server.Token.Requests[0].Form["note"]);
    }

    [Fact]
    public async Task Replaces_and_removes_clients()
    {
        await using var rig = await Rig.StartAsync();

        rig.Server.AddClient(Rig.ClientId, "another");
        await AssertErrorAsync(await rig.RequestAsync(), HttpStatusCode.Unauthorized, "invalid_client");

        Assert.True(rig.Server.RemoveClient(Rig.ClientId));
        Assert.False(rig.Server.RemoveClient(Rig.ClientId));
    }

    [Fact]
    public async Task A_client_may_have_a_token_lifetime_of_its_own()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.AddClient(new TestClient(Rig.ClientId, Rig.Secret) { AccessTokenLifetime = TimeSpan.FromSeconds(60) });

        Assert.Equal(60, (int?)(await Rig.ReadAsync(await rig.RequestAsync()))["expires_in"]);
        Assert.Equal(rig.Clock.GetUtcNow().AddSeconds(60), rig.Server.IssuedTokens[0].ExpiresAt);
    }

    [Fact]
    public async Task Takes_a_grant_of_the_tests_own()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.Token.AddGrant(new VoucherTestGrant());

        var json = await Rig.ReadAsync(await rig.PostAsync(("grant_type", "urn:example:voucher"), ("voucher", "v-1"), ("client_id", Rig.ClientId), ("client_secret", Rig.Secret)));

        Assert.Equal("alice", rig.Server.IssuedTokens[0].Subject);
        Assert.Equal("yes", (string?)json["extra"]);
        Assert.Contains("urn:example:voucher", ((JsonArray)(await Metadata(rig))["grant_types_supported"]!).Select(node => (string?)node));
    }

    private static async Task<JsonObject> Metadata(Rig rig) => await Rig.ReadAsync(await rig.Http.GetAsync(rig.Server.Address + rig.Server.OAuthDiscovery.Path, Rig.Cancellation));

    private static string Basic(string clientId, string secret) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(clientId + ":" + secret));

    private static async Task AssertErrorAsync(HttpResponseMessage response, HttpStatusCode status, string error)
    {
        Assert.Equal(error, (string?)(await Rig.ReadAsync(response))["error"]);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    private sealed class VoucherTestGrant : TestGrant
    {
        public override string GrantType => "urn:example:voucher";

        protected override ValueTask<TestResponse> RespondAsync(TestTokenRequest request, CancellationToken cancellationToken) =>
            new(request.Form["voucher"] == "v-1" ? request.IssueAccessToken("alice", json => json["extra"] = "yes") : TestResponse.Error("invalid_grant"));
    }
}
