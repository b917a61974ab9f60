using Microsoft.Extensions.DependencyInjection;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

/// <summary>A program whose user is asked to sign in, with a clock that tests turn.</summary>
internal sealed class SignInRig : IAsyncDisposable
{
    private readonly List<ServiceProvider> _providers = [];

    public SignInRig()
    {
        Login = new TestAuthorizationServer(new TestAuthorizationServerOptions { TimeProvider = Clock });
        Login.AddClient(new TestClient("app", Shop.Secret) { RedirectUris = [ScriptedPrompt.RedirectUri, "http://127.0.0.1/callback"] });
        Api = new TestApi(Login);
        Api.MapGet("/me", request => TestResponse.Text(request.Token!.Subject!));
        Prompt = new ScriptedPrompt(Login, Clock);
        Services = Provide();
    }

    public TurningClock Clock { get; } = new();

    public TestAuthorizationServer Login { get; }

    public TestApi Api { get; }

    public ScriptedPrompt Prompt { get; }

    /// <summary>The program as it is at first.</summary>
    public ServiceProvider Services { get; }

    public IMailApi Mail => Services.GetRequiredService<IMailApi>();

    public IScreenApi Screen => Services.GetRequiredService<IScreenApi>();

    public ICallApi Call => Services.GetRequiredService<ICallApi>();

    public UserSessions Sessions => Services.GetRequiredService<UserSessions>();

    /// <summary>The program, started once more.</summary>
    public ServiceProvider Provide(Action<SignInOptions>? configure = null, IUserTokenStore? store = null, string? resource = null, string? redirectUri = null)
    {
        var services = new ServiceCollection();
        services.AddMailApi(Set);
        services.AddScreenApi(Set);
        services.AddCallApi(Set);
        services.AddSingleton<IUserPrompt>(Prompt);
        if (store is not null)
        {
            services.AddSingleton(store);
        }

        services.UseTestServer(Login);
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        _providers.Add(provider);
        return provider;

        void Set(OAuthApiOptions options)
        {
            options.BaseAddress = Api.BaseAddress;
            options.Issuer = Login.Issuer;
            options.ClientId = "app";
            options.ClientSecret = ClientSecret.Parse(Shop.Secret);
            options.IdTokens = new IdTokenOptions { SigningAlgorithm = Login.SigningKey.Algorithm };
            options.RedirectUri = redirectUri;
            options.Resource = resource is null ? [] : [resource];
            configure?.Invoke(options.SignIn);
        }
    }

    /// <summary>The grants of the token requests so far.</summary>
    public string[] Grants => [.. Login.Token.Requests.Select(request => request.Form["grant_type"]!.Split(':')[^1])];

    /// <summary>Lets the access token end.</summary>
    public void EndToken() => Clock.Advance(TimeSpan.FromHours(2));

    /// <summary>Lets the server take the user's refresh tokens no more, and the access token end.</summary>
    public void EndLogin()
    {
        Login.Token.When(request => request.Form["grant_type"] == "refresh_token", Fault.Error("invalid_grant"));
        EndToken();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
        {
            await provider.DisposeAsync();
        }

        await Api.DisposeAsync();
        await Login.DisposeAsync();
    }
}
