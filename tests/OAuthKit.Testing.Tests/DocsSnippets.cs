using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OAuthKit.Tests;

// The page shows calls in their short form.
#pragma warning disable xUnit1051

namespace OAuthKit.Testing.Tests;

/// <summary>The code of docs/testing.md. Each region is a block of the page, word by word.</summary>
public sealed class DocsSnippets
{
    [Fact]
    public void The_page_shows_this_code() => DocSnippets.Verify("docs/testing.md", "tests/OAuthKit.Testing.Tests/DocsSnippets.cs", "tests/OAuthKit.Testing.Tests/DocsUserSnippets.cs", "tests/OAuthKit.Testing.Tests/DocsSignInSnippets.cs", "tests/OAuthKit.Tests/Testing/FakeTokensTests.cs");

    #region InMemory
    [Fact]
    public async Task Gets_a_token()
    {
        await using var server = new TestAuthorizationServer();
        server.AddClient("orders-worker", "secret", "orders.read");

        using var client = new OAuthClient(server.Issuer, ClientAuthentication.ClientSecretBasic("orders-worker", "secret"), new() { Handler = server.Handler });
        var token = await client.RequestTokenAsync(new ClientCredentialsGrant { Scope = "orders.read" });

        Assert.Equal("orders.read", token.Scope);
        Assert.Equal(1, server.TokenRequests);
    }
    #endregion

    [Fact]
    public async Task Calls_an_api()
    {
        await using var server = new TestAuthorizationServer();
        server.AddClient("orders-worker", "secret", "orders.read");
        var secret = ClientAuthentication.ClientSecretBasic("orders-worker", "secret");

        #region Api
        await using var api = new TestApi(server);
        api.MapGet("/orders/{id}", request => new JsonObject { ["id"] = request.Route["id"] }).RequireScope("orders.read");
        api.MapPost("/orders", request => TestResponse.Json(request.ReadJson(), 201)).RequireScope("orders.write");
        api.MapGet("/ping", _ => "pong").AllowAnonymous();

        using var client = new OAuthClient(server.Issuer, secret, new() { Handler = server.Handler });
        var grant = new ClientCredentialsGrant { Scope = "orders.read" };
        using var orders = new HttpClient(new OAuthHandler(client, grant, api.BaseAddress) { InnerHandler = api.Handler }) { BaseAddress = api.BaseAddress };

        await orders.GetAsync("/orders/42");
        await orders.GetAsync("/orders/43");

        Assert.Equal(1, server.TokenRequests);
        Assert.All(api.Requests, call => Assert.Equal(server.IssuedTokens[0].Id, call.Token!.Id));
        #endregion

        #region Refusals
        api.RefuseOnce();                                  // 401 and invalid_token, whatever the token
        api.Next(2, Fault.Status(503));                    // then 503 twice
        api.Revoke(api.Requests[0].Token!);                // this token is refused from now on; server.RevokeAll() takes all back
        using var always = api.RefuseAlways();             // 401 to every call, until it is disposed
        #endregion

        Assert.Equal(HttpStatusCode.Unauthorized, (await api.CreateClient().GetAsync("/ping")).StatusCode);
    }

    [Fact]
    public async Task Runs_on_loopback()
    {
        #region Loopback
        await using var server = await TestAuthorizationServer.StartAsync();      // https://127.0.0.1:<a free port>
        await using var api = await TestApi.StartAsync(server);                   // another port, a certificate of the same authority
        server.AddClient("orders-worker", "secret", "orders.read");

        var secret = ClientAuthentication.ClientSecretBasic("orders-worker", "secret");
        using var client = new OAuthClient(server.Issuer, secret, new() { Handler = server.Handler });
        await client.RequestTokenAsync(new ClientCredentialsGrant());
        #endregion

        Assert.Equal(1, server.TokenRequests);

        var services = new ServiceCollection();
        #region Container
        services.UseTestServer(server);
        #endregion
        services.AddHttpClient("api");
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("api");
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(api.BaseAddress)).StatusCode);
    }

    [Fact]
    public async Task Scripts_faults()
    {
        await using var server = new TestAuthorizationServer();
        server.AddClient("orders-worker", "secret", "orders.read");
        var secret = ClientAuthentication.ClientSecretBasic("orders-worker", "secret");
        using var client = new OAuthClient(server.Issuer, secret, new() { Handler = server.Handler });

        #region Faults
        server.Token.Next(Fault.Status(503).RetryAfter(TimeSpan.FromSeconds(5)));          // the next request
        server.Token.Next(Fault.ConnectionFailure(), Fault.None, Fault.Truncate());        // the next three, one each
        server.Token.Next(3, Fault.Error("invalid_client", statusCode: 401));              // the three after them
        server.Token.When(request => request.Form["scope"] == "admin", Fault.Error("invalid_scope"));
        server.Token.Mutate(json => json["expires_in"] = 0);                               // every answer in JSON
        server.OpenIdDiscovery.Enabled = false;                                            // 404; RFC 8414 discovery is still there

        using (var outage = server.Always(Fault.ConnectionFailure()))                      // all of the server's endpoints
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => client.RequestTokenAsync(new ClientCredentialsGrant()));
        }
        #endregion

        server.ClearFaults();
        server.Token.ClearFaults();

        #region Gate
        var gate = server.Token.HoldNext();

        var pending = client.RequestTokenAsync(new ClientCredentialsGrant());
        await gate.Entered;                  // the request is at the server now
        Assert.False(pending.IsCompleted);

        gate.Release();
        await pending;
        #endregion

        #region Many
        var all = server.Token.Hold(then: Fault.Status(500));
        var first = client.RequestTokenAsync(new ClientCredentialsGrant { Scope = "orders.read" });
        var second = client.RequestTokenAsync(new ClientCredentialsGrant());
        await all.EnteredBy(2);
        all.Release();
        #endregion

        await Assert.ThrowsAnyAsync<OAuthException>(() => first);
        await Assert.ThrowsAnyAsync<OAuthException>(() => second);
    }

    [Fact]
    public async Task Shares_a_clock()
    {
        #region Clock
        var clock = new FakeTimeProvider();
        await using var server = new TestAuthorizationServer(new() { TimeProvider = clock });
        server.AddClient("orders-worker", "secret", "orders.read");
        var secret = ClientAuthentication.ClientSecretBasic("orders-worker", "secret");
        using var client = new OAuthClient(server.Issuer, secret, new() { Handler = server.Handler, TimeProvider = clock });
        var policy = new TokenPolicy(client, new ClientCredentialsGrant());

        var first = await client.Tokens.GetTokenAsync(policy);
        clock.Advance(TimeSpan.FromHours(1));
        var second = await client.Tokens.GetTokenAsync(policy);

        Assert.NotEqual(first.AccessToken.Reveal(), second.AccessToken.Reveal());
        #endregion
    }

    [Fact]
    public async Task Reads_the_record()
    {
        await using var server = new TestAuthorizationServer();
        server.AddClient("orders-worker", "secret", "orders.read");
        var secret = ClientAuthentication.ClientSecretBasic("orders-worker", "secret");
        using var client = new OAuthClient(server.Issuer, secret, new() { Handler = server.Handler });
        await client.RequestTokenAsync(new ClientCredentialsGrant { Scope = "orders.read", Resource = ["https://a.test", "https://b.test"] });

        #region Record
        var request = server.Token.Requests[0];
        Assert.Equal("orders-worker", request.ClientId);
        Assert.Equal("client_secret_basic", request.ClientAuthenticationMethod);
        Assert.Equal(["https://a.test", "https://b.test"], request.Form.GetAll("resource"));
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.Equal(200, request.StatusCode);
        #endregion
    }

    [Fact]
    public async Task Sets_up_a_server()
    {
        #region Options
        await using var server = new TestAuthorizationServer(new()
        {
            Address = "https://login.example.com",
            IssuerPath = "/tenant1",
            AccessTokenFormat = AccessTokenFormat.Opaque,
            AccessTokenLifetime = TimeSpan.FromMinutes(5),
            Scopes = ["orders.read", "orders.write"],
        });
        server.AddClient(new TestClient("spa"));
        server.AddClient(new TestClient("orders-worker", "secret") { Scopes = ["orders.read"], AuthenticationMethods = ["client_secret_post"] });
        #endregion

        Assert.Equal("https://login.example.com/tenant1", server.Issuer);
    }

    [Fact]
    public async Task Makes_tokens()
    {
        await using var server = new TestAuthorizationServer();

        #region Tokens
        string good = server.IssueAccessToken("orders-worker", "orders.read");
        string expired = server.IssueAccessToken(new AccessTokenRequest { ClientId = "orders-worker", Lifetime = TimeSpan.FromSeconds(-1) });
        string foreign = server.IssueAccessToken(new AccessTokenRequest { ClientId = "orders-worker", Claims = claims => claims["iss"] = "https://evil.test" });
        #endregion

        Assert.Equal(3, new[] { good, expired, foreign }.Distinct().Count());
        Assert.True(server.ReadAccessToken(expired).ExpiresAt < server.TimeProvider.GetUtcNow());
    }

    #region OwnGrant
    private sealed class VoucherTestGrant : TestGrant
    {
        public override string GrantType => "urn:example:voucher";

        protected override ValueTask<TestResponse> RespondAsync(TestTokenRequest request, CancellationToken cancellationToken) =>
            new(request.Form["voucher"] == "v-1" ? request.IssueAccessToken("alice") : TestResponse.Error("invalid_grant"));
    }
    #endregion

    #region OwnFault
    private sealed class TimingFault : Fault
    {
        protected override async ValueTask<TestResponse> ApplyAsync(TestRequest request, TestRequestHandler next, CancellationToken cancellationToken)
        {
            var response = await next(request, cancellationToken);
            return response.WithHeader("Server-Timing", "total;dur=5000");
        }
    }
    #endregion

    [Fact]
    public async Task Uses_its_own_parts()
    {
        await using var server = new TestAuthorizationServer();
        server.AddClient("orders-worker", "secret");

        #region Own
        server.Token.AddGrant(new VoucherTestGrant());
        server.Token.Next(new TimingFault());
        var trap = server.Map("POST", "/collect", _ => TestResponse.Empty());     // with a record and faults like any endpoint
        #endregion

        Assert.Equal(HttpStatusCode.NoContent, (await server.CreateClient().PostAsync("/collect", null)).StatusCode);
        Assert.Equal(1, trap.RequestCount);
        using var form = new FormUrlEncodedContent([new("grant_type", "urn:example:voucher"), new("voucher", "v-1"), new("client_id", "orders-worker"), new("client_secret", "secret")]);
        var response = await server.CreateClient().PostAsync("/token", form);
        Assert.True(response.Headers.Contains("Server-Timing"));
        Assert.Equal("alice", server.IssuedTokens[0].Subject);
    }
}
