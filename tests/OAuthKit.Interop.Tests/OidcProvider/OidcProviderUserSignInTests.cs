using System.Text.Json;

namespace OAuthKit.Interop.Tests;

[Collection<OidcProviderCollection>]
public sealed class OidcProviderUserSignInTests(OidcProviderServer server) : UserSignInTests<OidcProviderServer>(server)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_asks_the_user_in_the_back_channel(bool agrees)
    {
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Ledger);
        RegisteredClient registration = await Server.RegisterAsync(
            RegisteredClient.Create("client_secret_basic") with { GrantTypes = ["urn:openid:params:grant-type:ciba", "refresh_token"] });
        Watch watch = new(Server.Handler);
        SimulatedPrompt prompt = new(Server, Clock) { Agrees = agrees, Decide = approve => Server.DecideBackchannelAsync(watch.AuthReqId!, approve) };
        await using ServiceProvider provider = Provide(registration, api, prompt, static (services, set) => services.AddBackchannelOrdersApi(set), watch);
        IBackchannelOrdersApi orders = provider.GetRequiredService<IBackchannelOrdersApi>();

        if (agrees)
        {
            await AssertRefreshesAsync(orders.GetOrder, api, prompt);
            return;
        }

        OAuthException denied = await Assert.ThrowsAsync<OAuthException>(() => orders.GetOrder(Small.Id, Cancellation));
        Assert.Equal(OAuthFault.AuthorizationDenied, denied.Code);
        Assert.Empty(api.Requests);
    }

    /// <summary>Sees which authentication was begun, so that its user can decide.</summary>
    private sealed class Watch(HttpMessageHandler handler) : DelegatingHandler(handler)
    {
        public string? AuthReqId { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            using JsonDocument json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            AuthReqId = json.RootElement.TryGetProperty("auth_req_id", out JsonElement id) ? id.GetString() : AuthReqId;
            return response;
        }
    }
}
