using Microsoft.Extensions.Http;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>Users who sign in because a call of a generated client needs it, through the container.</summary>
public abstract class UserSignInTests<TServer>(TServer server) : UserInteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    private protected static readonly Order Small = new(7, "a small one");

    private protected FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_call_asks_the_user_in_the_browser_and_later_ones_refresh()
    {
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Ledger);
        RegisteredClient registration = await RegisterForUsersAsync();
        SimulatedPrompt prompt = new(Server, Clock);
        await using ServiceProvider provider = Provide(registration, api, prompt, static (services, set) => services.AddBrowserOrdersApi(set));
        IBrowserOrdersApi orders = provider.GetRequiredService<IBrowserOrdersApi>();

        await AssertRefreshesAsync(orders.GetOrder, api, prompt);
    }

    [Fact]
    public async Task A_call_asks_the_user_on_another_device_and_later_ones_refresh()
    {
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Ledger);
        RegisteredClient registration = await RegisterForUsersAsync();
        SimulatedPrompt prompt = new(Server, Clock);
        await using ServiceProvider provider = Provide(registration, api, prompt, static (services, set) => services.AddDeviceOrdersApi(set));
        IDeviceOrdersApi orders = provider.GetRequiredService<IDeviceOrdersApi>();

        await AssertRefreshesAsync(orders.GetOrder, api, prompt);
    }

    [Fact]
    public async Task A_user_who_declines_on_another_device_is_not_asked_again()
    {
        await using ProtectedApi api = await ProtectedApi.StartAsync(Server, ProtectedResource.Ledger);
        SimulatedPrompt prompt = new(Server, Clock) { Agrees = false };
        await using ServiceProvider provider = Provide(await RegisterForUsersAsync(), api, prompt, static (services, set) => services.AddDeviceOrdersApi(set));
        IDeviceOrdersApi orders = provider.GetRequiredService<IDeviceOrdersApi>();

        OAuthException denied = await Assert.ThrowsAsync<OAuthException>(() => orders.GetOrder(Small.Id, Cancellation));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => orders.GetOrder(Small.Id, Cancellation));

        Assert.Equal(OAuthFault.AuthorizationDenied, denied.Code);
        Assert.Equal(1, prompt.Questions);
        Assert.Empty(api.Requests);
    }

    private protected async Task AssertRefreshesAsync(Func<int, CancellationToken, Task<Order>> getOrder, ProtectedApi api, SimulatedPrompt prompt)
    {
        Assert.Equal(Small, await getOrder(Small.Id, Cancellation));
        Assert.Equal(Small, await getOrder(Small.Id, Cancellation));
        Clock.Advance(InteropServer.AccessTokenLifetime);
        Assert.Equal(Small, await getOrder(Small.Id, Cancellation));

        Assert.Equal(1, prompt.Questions);
        Assert.Equal(2, api.Requests.DistinctBy(request => request.Authorization).Count());
        Assert.All(api.Requests, request => Assert.Equal(200, request.StatusCode));
    }

    private protected ServiceProvider Provide(RegisteredClient registration, ProtectedApi api, IUserPrompt prompt, Action<IServiceCollection, Action<OAuthApiOptions>> register, HttpMessageHandler? backchannel = null)
    {
        ServiceCollection services = new();
        register(services, options =>
        {
            options.BaseAddress = api.Address;
            options.Issuer = Server.Issuer;
            options.ClientId = registration.Id;
            options.ClientSecret = ClientSecret.Parse(registration.Secret);
            // Without it oidc-provider gives no refresh token.
            options.SignIn.Prompt = "consent";
        });
        services.AddSingleton(prompt);
        services.PostConfigureAll<BackchannelOptions>(options => (options.Handler, options.TimeProvider) = (backchannel ?? Server.Handler, Clock));
        services.PostConfigureAll<TokenManagerOptions>(options => options.TimeProvider = Clock);
        services.PostConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = Server.CreateHandler()));
        return services.BuildServiceProvider();
    }
}
