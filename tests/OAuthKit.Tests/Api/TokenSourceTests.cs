using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Configuration;

namespace OAuthKit.Tests;

/// <summary>A token source of the user's own in place of the attributes' grants.</summary>
public sealed class TokenSourceTests
{
    private static readonly Uri _address = new("https://api.test");

    [Fact]
    public async Task A_source_gives_the_tokens_of_a_client_without_an_OAuth_client()
    {
        using var api = new Echo();
        var source = new CountingSource();

        var orders = OrdersApi.Create(source, _address, handler: api);
        await orders.GetOrder(1, Shop.Cancellation);
        await orders.CreateOrder(new Order(2, "b"), Shop.Cancellation);
        await orders.Ping(Shop.Cancellation);

        Assert.Equal(["Bearer canary-own-1", "Bearer canary-own-1", null], api.Authorizations);
        Assert.Equal(["orders.read", "orders.write"], source.Asked.Select(asked => asked.Scope).Distinct());
        Assert.All(source.Asked, asked => Assert.Equal("Orders", asked.Api));
    }

    [Fact]
    public async Task A_source_takes_the_place_of_the_grants_of_an_OAuth_client()
    {
        using var api = new Echo();
        using var client = Client(api);
        var source = new CountingSource();

        var orders = OrdersApi.Create(client, _address, options => options.TokenSource = source, api);
        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Equal(["Bearer canary-own-1"], api.Authorizations);
    }

    [Fact]
    public async Task A_source_may_tell_scopes_apart()
    {
        using var api = new Echo();

        var orders = OrdersApi.Create(new ScopedSource(), _address, handler: api);
        await orders.GetOrder(1, Shop.Cancellation);
        await orders.CreateOrder(new Order(2, "b"), Shop.Cancellation);

        Assert.Equal(["Bearer for-orders.read", "Bearer for-orders.write"], api.Authorizations);
    }

    [Fact]
    public async Task What_attributes_leave_out_the_source_is_told_from_the_options()
    {
        using var api = new Echo();
        var source = new CountingSource();

        var stock = StockApi.Create(source, _address, options => (options.Scopes, options.Audience, options.Resource) = (["stock.read"], "stock", ["https://stock.test"]), api);
        await stock.Ping(Shop.Cancellation);

        var asked = Assert.Single(source.Asked);
        Assert.Equal(("stock.read", "stock", "https://stock.test"), (asked.Scope, asked.Audience, Assert.Single(asked.Resource)));
        Assert.Null(asked.Dpop);
        Assert.Equal("Stock, scope \"stock.read\"", asked.ToString());
    }

    [Fact]
    public async Task Two_APIs_of_one_login_share_its_token()
    {
        using var api = new Echo();
        using var client = Client(api);
        var source = TokenSource.RefreshToken(client, RefreshToken.Parse("canary-refresh"));

        await OrdersApi.Create(source, _address, handler: api).GetOrder(1, Shop.Cancellation);
        await StockApi.Create(source, _address, handler: api).Ping(Shop.Cancellation);

        Assert.Equal(1, api.TokenRequests);
        Assert.Equal(["Bearer canary-token", "Bearer canary-token"], api.Authorizations);
    }

    [Fact]
    public async Task A_registered_API_has_a_source_and_needs_no_client()
    {
        using var api = new Echo();
        var source = new CountingSource();
        using var host = await StartAsync(api, services => services.AddOrdersApi(options => (options.BaseAddress, options.TokenSource) = (_address, source)));

        await host.Services.GetRequiredService<IOrdersApi>().GetOrder(1, Shop.Cancellation);
        await host.Services.GetRequiredService<IOrdersApi>().GetOrder(2, Shop.Cancellation);

        Assert.Equal(["Bearer canary-own-1", "Bearer canary-own-1"], api.Authorizations);
    }

    [Fact]
    public async Task A_source_set_in_code_wins_over_the_client_of_the_configuration()
    {
        using var api = new Echo();
        var source = new CountingSource();
        var settings = DpopServer.Settings("Orders", ("SenderConstraint", "MutualTls"), ("ClientSecret", null));
        using var host = await StartAsync(api, services =>
        {
            services.AddOrdersApi(Shop.Configuration(settings).GetSection("Orders"));
            services.Configure<OrdersApiOptions>("Orders", options => options.TokenSource = source);
        });

        await host.Services.GetRequiredService<IOrdersApi>().GetOrder(1, Shop.Cancellation);

        Assert.Equal(["Bearer canary-own-1"], api.Authorizations);
    }

    [Fact]
    public async Task A_source_takes_the_place_of_discovery()
    {
        using var api = new Echo();
        using var host = await StartAsync(api, services => services.AddFoundApi(options => (options.BaseAddress, options.TokenSource) = (_address, new CountingSource())));

        await host.Services.GetRequiredService<IFoundApi>().GetOrder(1, Shop.Cancellation);

        Assert.Equal(["Bearer canary-own-1"], api.Authorizations);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_by_the_source()
    {
        using var api = new Echo { Refused = "Bearer canary-own-1" };

        await OrdersApi.Create(new CountingSource(), _address, handler: api).GetOrder(1, Shop.Cancellation);

        Assert.Equal(["Bearer canary-own-1", "Bearer canary-own-2"], api.Authorizations);
    }

    [Fact]
    public async Task A_token_that_is_not_bound_to_a_key_is_not_sent_where_attributes_want_that()
    {
        using var api = new Echo();

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => KeyedApi.Create(new CountingSource(), _address, handler: api).GetSecret(Shop.Cancellation));

        Assert.StartsWith("The API \"Keyed\" asks for tokens that are bound to a key ([Dpop]), but its TokenSource gave one that isn't.", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", e.ToString(), StringComparison.Ordinal);
        Assert.Empty(api.Authorizations);
    }

    [Fact]
    public async Task A_renewed_token_that_is_not_bound_to_a_key_is_not_sent_either()
    {
        using var api = new Echo { Refused = "DPoP canary-own-1" };
        using var key = DpopKey.Create();
        var source = new CountingSource(token => token.EndsWith('1') ? AccessToken.ParseDpop(token, key) : AccessToken.Parse(token));

        await Assert.ThrowsAsync<InvalidOperationException>(() => KeyedApi.Create(source, _address, handler: api).GetSecret(Shop.Cancellation));

        Assert.Equal(["DPoP canary-own-1"], api.Authorizations);
    }

    [Fact]
    public async Task Each_method_gets_a_token_that_is_bound_as_it_wants()
    {
        using var api = new Echo();
        using var key = DpopKey.Create();
        var vault = VaultApi.Create(new CountingSource(token => AccessToken.ParseDpop(token, key)), _address, handler: api);

        await vault.GetSecret(Shop.Cancellation);
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => vault.GetOpen(Shop.Cancellation));

        Assert.Contains("[Dpop(false)]", e.Message, StringComparison.Ordinal);
        Assert.Equal(["DPoP canary-own-1"], api.Authorizations);
    }

    [Fact]
    public async Task A_token_that_is_not_bound_to_a_certificate_is_not_sent_where_attributes_want_that()
    {
        using var api = new Echo();

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => LedgerApi.Create(new CountingSource(), _address, handler: api).Ping(Shop.Cancellation));
        await LedgerApi.Create(new CountingSource(token => AccessToken.ParseCertificateBound(token, "thumb")), _address, handler: api).Ping(Shop.Cancellation);

        Assert.Contains("[MutualTls]", e.Message, StringComparison.Ordinal);
        Assert.Equal(["Bearer canary-own-1"], api.Authorizations);
    }

    [Fact]
    public async Task A_token_that_is_bound_to_a_certificate_is_not_sent_over_connections_that_show_none()
    {
        using var plain = new SocketsHttpHandler();

        var e = await Assert.ThrowsAnyAsync<Exception>(() => LedgerApi.Create(new CountingSource(token => AccessToken.ParseCertificateBound(token, "thumb")), _address, handler: plain).Ping(Shop.Cancellation));

        Assert.Equal(OAuthFault.CertificateNotShown, ((e as OAuthException) ?? (OAuthException)e.InnerException!).Code);
    }

    [Fact]
    public async Task Each_subject_has_a_token_of_the_source_and_none_of_anothers()
    {
        using var api = new Echo();
        var source = new CountingSource();
        var users = UsersApi.Create(source, _address, handler: api);
        var (alice, bob) = (SubjectToken.Parse("canary-alice"), SubjectToken.Parse("canary-bob"));

        await users.Me(alice, Shop.Cancellation);
        await users.Me(bob, Shop.Cancellation);
        await users.OnBehalfOf(alice).MyOwn(Shop.Cancellation);
        await users.Application(Shop.Cancellation);

        Assert.Equal(["Bearer canary-own-1", "Bearer canary-own-2", "Bearer canary-own-1", "Bearer canary-own-3"], api.Authorizations);
        Assert.Equal([alice, bob], source.Asked.Select(asked => asked.Subject).Where(subject => subject is not null));
        await Assert.ThrowsAsync<InvalidOperationException>(() => users.MyOwn(Shop.Cancellation));
    }

    [Fact]
    public async Task A_resource_of_a_call_is_told_to_the_source_once()
    {
        using var api = new Echo();
        var source = new CountingSource();
        var users = UsersApi.Create(source, _address, handler: api);

        await users.Application("https://a.test", Shop.Cancellation);
        await users.Application("https://b.test", Shop.Cancellation);
        await users.Application("https://a.test", Shop.Cancellation);

        Assert.Equal(["https://a.test", "https://b.test"], source.Asked.SelectMany(asked => asked.Resource));
        Assert.Single(api.Authorizations.Distinct());
    }

    [Fact]
    public void What_has_no_place_beside_a_source_is_refused()
    {
        var source = new CountingSource();

        Refuses(options => options.TokenSource = new CountingSource());
        Refuses(options => options.TokenSource = null);
        Refuses(options => options.ClientId = "orders-worker");
        Refuses(options => options.BaseAddress = new Uri("https://elsewhere.example.com"));
        Assert.Throws<ArgumentException>(() => OrdersApi.Create(source, new Uri("http://api.example.com")));

        void Refuses(Action<OrdersApiOptions> configure) => Assert.Throws<InvalidOperationException>(() => OrdersApi.Create(source, _address, configure));
    }

    [Fact]
    public void It_cannot_be_configured() => Assert.DoesNotContain(ApiSection.Table.Keys, key => key.Name == nameof(OAuthApiOptions.TokenSource));

    private static OAuthClient Client(HttpMessageHandler handler) => new(
        AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = DpopServer.TokenEndpoint }),
        ClientAuthentication.ClientSecretBasic("orders-worker", Shop.Secret),
        new BackchannelOptions { Handler = handler });

    private static async Task<IHost> StartAsync(HttpMessageHandler api, Action<IServiceCollection> register)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        register(builder.Services);
        builder.Services.PostConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(handlers => handlers.PrimaryHandler = api));
        var host = builder.Build();
        await host.StartAsync(Shop.Cancellation);
        return host;
    }

    /// <summary>An API, and a token endpoint beside it.</summary>
    private sealed class Echo : HttpMessageHandler
    {
        public List<string?> Authorizations { get; } = [];

        public int TokenRequests { get; private set; }

        public string? Refused { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.OriginalString == DpopServer.TokenEndpoint)
            {
                TokenRequests++;
                return Task.FromResult(Json(request, """{"access_token":"canary-token","token_type":"Bearer","expires_in":3600,"refresh_token":"canary-next"}"""));
            }

            var authorization = request.Headers.NonValidated.TryGetValues("Authorization", out var values) ? values.ToString() : null;
            Authorizations.Add(authorization);
            return Task.FromResult(authorization is not null && authorization == Refused
                ? new HttpResponseMessage(HttpStatusCode.Unauthorized) { RequestMessage = request }
                : Json(request, request.RequestUri.AbsolutePath.StartsWith("/orders", StringComparison.Ordinal) ? """{"id":1,"note":"a"}""" : "\"pong\""));
        }

        private static HttpResponseMessage Json(HttpRequestMessage request, string json) =>
            new(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(json, Encoding.UTF8, "application/json") };
    }
}
