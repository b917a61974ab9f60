using OAuthKit.Testing;

namespace OAuthKit.Tests;

public sealed class CreateTests
{
    [Fact]
    public async Task A_client_works_without_a_container()
    {
        await using var shop = new Shop();
        using var client = Client(shop);

        var orders = OrdersApi.Create(client, shop.Api.BaseAddress, handler: shop.Api.Handler);

        Assert.Equal(new Order(42, "hello"), await orders.GetOrder(42, Shop.Cancellation));
    }

    [Fact]
    public async Task Clients_of_one_OAuth_client_share_its_tokens()
    {
        await using var shop = new Shop();
        using var client = Client(shop);

        await OrdersApi.Create(client, shop.Api.BaseAddress, handler: shop.Api.Handler).GetOrder(1, Shop.Cancellation);
        await OrdersApi.Create(client, shop.Api.BaseAddress, handler: shop.Api.Handler).GetOrder(2, Shop.Cancellation);

        Assert.Equal(1, shop.Login.TokenRequests);
    }

    [Fact]
    public async Task Options_fill_what_the_attributes_leave_out()
    {
        await using var shop = new Shop();
        using var client = Client(shop);

        await StockApi.Create(client, shop.Api.BaseAddress, options => options.Scopes = ["stock.read"], shop.Api.Handler).GetOrder(1, Shop.Cancellation);

        Assert.Equal("stock.read", Assert.Single(shop.Login.Token.Requests).Form["scope"]);
    }

    [Fact]
    public async Task A_bound_client_sends_the_token_of_the_caller()
    {
        await using var shop = new Shop();
        using var client = Client(shop);

        var orders = OrdersApi.Create(client, shop.Api.BaseAddress, handler: shop.Api.Handler).WithAccessToken(AccessToken.Parse("bound"));

        Assert.Equal("Bearer bound", await orders.Me(Shop.Cancellation));
    }

    [Fact]
    public async Task The_path_of_the_base_address_is_kept()
    {
        await using var shop = new Shop();
        shop.Api.MapGet("/v2/orders/{id}", _ => new System.Text.Json.Nodes.JsonObject { ["id"] = 2, ["note"] = "v2" });
        using var client = Client(shop);

        Assert.Equal("v2", (await OrdersApi.Create(client, new Uri(shop.Api.Address + "/v2/"), handler: shop.Api.Handler).GetOrder(1, Shop.Cancellation)).Note);
        Assert.Equal("v2", (await OrdersApi.Create(client, new Uri(shop.Api.Address + "/v2"), handler: shop.Api.Handler).GetOrder(1, Shop.Cancellation)).Note);
    }

    [Fact]
    public async Task An_address_without_TLS_is_refused()
    {
        await using var shop = new Shop();
        using var client = Client(shop);

        Assert.Throws<ArgumentException>(() => OrdersApi.Create(client, new Uri("http://api.example.com")));
        Assert.Throws<ArgumentException>(() => OrdersApi.Create(client, new Uri("http://api.example.com"), options => options.DangerouslyAllowHttp = true));
    }

    [Fact]
    public async Task R244_R246_The_certificate_of_the_client_is_shown_to_the_API()
    {
        await using var login = await TestAuthorizationServer.StartAsync(cancellationToken: Shop.Cancellation);
        await using var api = await TestApi.StartAsync(login, cancellationToken: Shop.Cancellation);
        api.MapGet("/orders/{id}", _ => new System.Text.Json.Nodes.JsonObject { ["id"] = 1, ["note"] = "bound" }).RequireScope("orders.read");
        using var certificate = login.CertificateAuthority!.IssueClientCertificate("CN=orders-worker");
        login.AddClient(new TestClient("orders-worker", "secret") { CertificateBoundTokens = true });
        using var client = new OAuthClient(login.Issuer, ClientAuthentication.ClientSecretBasic("orders-worker", "secret"), new BackchannelOptions { ConfigureHandler = login.CertificateAuthority.TrustIn })
        {
            Certificate = ClientCertificate.From(certificate),
        };
        using var mutual = new MutualTlsHandler(client.Certificate!, [api.BaseAddress], new MutualTlsHandlerOptions { ConfigureHandler = login.CertificateAuthority.TrustIn });

        using var plain = login.CertificateAuthority.CreateHandler();

        var order = await OrdersApi.Create(client, api.BaseAddress, handler: mutual).GetOrder(1, Shop.Cancellation);
        var e = await Assert.ThrowsAnyAsync<Exception>(() => OrdersApi.Create(client, api.BaseAddress, handler: plain).GetOrder(1, Shop.Cancellation));
        // The connections of the client's own show the certificate, and don't trust the authority of these tests.
        var untrusted = await Assert.ThrowsAnyAsync<Exception>(() => OrdersApi.Create(client, api.BaseAddress).GetOrder(1, Shop.Cancellation));

        Assert.Equal("bound", order.Note);
        Assert.IsType<System.Security.Authentication.AuthenticationException>(untrusted.GetBaseException());
        Assert.Equal(OAuthFault.CertificateNotShown, ((e as OAuthException) ?? (OAuthException)e.InnerException!).Code);
        Assert.Equal(client.Certificate!.Thumbprint, Assert.Single(api.Requests).Token!.CertificateThumbprint);
        Assert.Throws<ArgumentException>(() => OrdersApi.Create(client, new Uri("http://127.0.0.1"), options => options.DangerouslyAllowHttp = true));
    }

    [Fact]
    public async Task What_has_no_place_without_a_container_is_refused()
    {
        await using var shop = new Shop();
        using var client = Client(shop);

        Refuses(options => options.Client = "contoso");
        Refuses(options => options.Issuer = "https://login.example.com");
        Refuses(options => options.ClientSecret = ClientSecret.Parse("secret"));
        Refuses(options => options.Parameters["organization"] = "org_1");
        Refuses(options => options.BaseAddress = new Uri("https://elsewhere.example.com"));

        void Refuses(Action<OrdersApiOptions> configure) =>
            Assert.Throws<InvalidOperationException>(() => OrdersApi.Create(client, shop.Api.BaseAddress, configure));
    }

    [Fact]
    public async Task A_handler_that_was_given_outlives_the_client()
    {
        await using var shop = new Shop();
        using var handler = new Recorder { InnerHandler = shop.Api.Handler };
        using (var client = Client(shop))
        {
            await OrdersApi.Create(client, shop.Api.BaseAddress, handler: handler).GetOrder(1, Shop.Cancellation);
        }

        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(shop.Api.BaseAddress, "/ping"));
        using var response = await invoker.SendAsync(request, Shop.Cancellation);

        Assert.Equal(2, handler.Requests);
    }

    private static OAuthClient Client(Shop shop) =>
        new(shop.Login.Issuer, ClientAuthentication.ClientSecretBasic("orders-worker", Shop.Secret), new BackchannelOptions { Handler = shop.Login.Handler });
}
