using Microsoft.Extensions.DependencyInjection;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

/// <summary>A server of a vendor in memory, an API that takes its tokens, and a container that reaches both.</summary>
internal sealed class VendorRig : IAsyncDisposable
{
    private readonly TestApi _api;
    private ServiceProvider? _provider;

    public VendorRig(VendorProfile vendor, string apiAddress = "https://api.test")
    {
        Login = new TestAuthorizationServer(new TestAuthorizationServerOptions { Vendor = vendor });
        Login.AddClient("orders-worker", Shop.Secret);
        _api = apiAddress == Login.Address ? new TestApi(Login) : new TestApi(Login, new TestApiOptions { Address = apiAddress });
        _api.MapGet("/stock", request => TestResponse.Text(request.Headers["Authorization"]!["Bearer ".Length..]));
    }

    public TestAuthorizationServer Login { get; }

    public TestRequest TokenRequest => Assert.Single(Login.Token.Requests);

    public T Get<T>(Action<IServiceCollection, Microsoft.Extensions.Configuration.IConfigurationSection> add, params (string Key, string Value)[] settings)
        where T : notnull => Provide(add, settings).GetRequiredService<T>();

    public ServiceProvider Provide(Action<IServiceCollection, Microsoft.Extensions.Configuration.IConfigurationSection> add, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Api:BaseAddress"] = _api.Address,
            ["Api:ClientId"] = "orders-worker",
            ["Api:ClientSecret"] = Shop.Secret,
        };
        foreach (var (key, value) in settings)
        {
            all["Api:" + key] = value;
            if (value.Length == 0)
            {
                all.Remove("Api:" + key);
            }
        }

        var services = new ServiceCollection();
        add(services, Shop.Configuration(all).GetSection("Api"));
        services.UseTestServer(Login);
        return _provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public async ValueTask DisposeAsync()
    {
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }

        await _api.DisposeAsync();
        await Login.DisposeAsync();
    }
}
