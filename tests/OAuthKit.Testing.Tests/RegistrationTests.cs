using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OAuthKit.Testing.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task In_memory_all_clients_get_the_handler_and_the_clock_of_the_host()
    {
        await using var rig = await Rig.StartAsync();
        var services = new ServiceCollection().UseTestServer(rig.Server);
        services.AddHttpClient("orders").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler());
        services.Configure<BackchannelOptions>(options => options.Handler = new SocketsHttpHandler());
        await using var provider = services.BuildServiceProvider();

        var backchannel = provider.GetRequiredService<IOptionsMonitor<BackchannelOptions>>();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("orders");

        Assert.Same(rig.Server.Handler, backchannel.CurrentValue.Handler);
        Assert.Same(rig.Server.Handler, backchannel.Get("any").Handler);
        Assert.Same(rig.Clock, backchannel.Get("any").TimeProvider);
        Assert.Equal("\"pong\"", await client.GetStringAsync(rig.Api.Address + "/ping", Rig.Cancellation));
    }

    [Fact]
    public async Task On_loopback_all_clients_trust_the_authority_and_keep_their_own_settings()
    {
        await using var rig = await Rig.StartAsync(loopback: true);
        var services = new ServiceCollection().UseTestServer(rig.Server);
        var own = new SocketsHttpHandler { AllowAutoRedirect = false };
        services.AddHttpClient("orders").ConfigurePrimaryHttpMessageHandler(() => own);
        await using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<BackchannelOptions>>().Get("any");
        using var handler = new SocketsHttpHandler();
        options.ConfigureHandler!(handler);
        using var backchannel = new HttpClient(handler, disposeHandler: false);
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("orders");
        using var other = provider.GetRequiredService<IHttpClientFactory>().CreateClient();

        Assert.True((await backchannel.GetAsync(rig.Server.Address + "/jwks", Rig.Cancellation)).IsSuccessStatusCode);
        Assert.Equal("\"pong\"", await client.GetStringAsync(rig.Api.Address + "/ping", Rig.Cancellation));
        Assert.Equal("\"pong\"", await other.GetStringAsync(rig.Api.Address + "/ping", Rig.Cancellation));
        Assert.NotNull(own.SslOptions.CertificateChainPolicy);
        Assert.Null(options.Handler);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_program_with_a_container_runs_against_the_host_in_one_line(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        var services = new ServiceCollection();
        services.AddOAuthClient("orders", options =>
        {
            options.Issuer = rig.Server.Issuer;
            options.ClientId = Rig.ClientId;
            options.ClientSecret = ClientSecret.Parse(Rig.Secret);
        });
        services.AddHttpClient("api", client => client.BaseAddress = rig.Api.BaseAddress).AddOAuthToken("orders", "orders.read");
        services.UseTestServer(rig.Server);
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("api");

        await client.GetStringAsync("/orders/1", Rig.Cancellation);
        await client.GetStringAsync("/orders/2", Rig.Cancellation);
        Assert.Equal(1, rig.Server.TokenRequests);

        rig.Clock.Advance(TimeSpan.FromHours(1));
        await client.GetStringAsync("/orders/3", Rig.Cancellation);
        Assert.Equal(2, rig.Server.TokenRequests);

        rig.Api.RefuseOnce();
        await client.GetStringAsync("/orders/4", Rig.Cancellation);
        Assert.Equal(3, rig.Server.TokenRequests);
        Assert.Equal(3, rig.Api.Requests.Select(call => call.Token!.Id).Distinct().Count());
    }

    [Fact]
    public async Task Plain_http_on_loopback_needs_nothing()
    {
        await using var server = await TestAuthorizationServer.StartAsync(new() { UseHttps = false }, Rig.Cancellation);
        await using var provider = new ServiceCollection().AddOptions().UseTestServer(server).BuildServiceProvider();

        Assert.Null(provider.GetRequiredService<IOptions<BackchannelOptions>>().Value.Handler);
        Assert.Same(TimeProvider.System, provider.GetRequiredService<IOptions<BackchannelOptions>>().Value.TimeProvider);
    }
}
