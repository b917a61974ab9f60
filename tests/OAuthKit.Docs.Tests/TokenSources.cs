using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shop;

namespace OAuthKit.Docs.Tests;

/// <summary>What docs/token-sources.md shows.</summary>
internal static class TokenSources
{
    public static void Use(OAuthClient client, AuthorizationCode code, string redirectUri, CodeVerifier verifier)
    {
        #region SourcesUse
        GrantTokenSource source = TokenSource.AuthorizationCode(client, new AuthorizationCodeGrant(code) { RedirectUri = redirectUri, CodeVerifier = verifier });
        var policy = new TokenPolicy(source, client.Tokens, "user");

        var handler = new OAuthHandler(policy, new Uri("https://api.example.com")) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } };
        #endregion
    }

    public static async Task KeepAsync(OAuthClient client, IStore store, IProtector protector)
    {
        #region SourcesKeep
        var source = TokenSource.RefreshToken(
            client,
            TokenSet.FromProtected(await store.ReadAsync(), protector.Unprotect),
            (tokens, cancellationToken) => store.WriteAsync(tokens.ToProtected(protector.Protect), cancellationToken));
        #endregion
    }

    public static async Task<TokenSet> LoginAsync(OAuthClient client, GrantTokenSource source, TokenPolicy policy)
    {
        #region SourcesLogin
        try
        {
            return await client.Tokens.GetTokenAsync(policy);
        }
        catch (ReauthenticationRequiredException)
        {
            source.Use(await LogInAsync());
            return await client.Tokens.GetTokenAsync(policy);
        }
        #endregion
    }

    public static void Api(TokenSource source, IServiceCollection services, IConfiguration configuration)
    {
        #region SourcesApi
        OrdersApi orders = OrdersApi.Create(source, new Uri("https://api.example.com"));                         // no OAuthClient

        services.AddOrdersApi(configuration.GetSection("Orders"));
        services.Configure<OrdersApiOptions>("Orders", options => options.TokenSource = source);                 // the client of the section isn't used
        #endregion
    }

    #region SourcesFor
    public sealed class SidecarTokenSource(HttpClient sidecar, TimeProvider time, string? scope = null) : TokenSource
    {
        protected override TokenSource For(RequestedToken requested) => new SidecarTokenSource(sidecar, time, requested.Scope);

        protected override async Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken)
        {
            string token = await sidecar.GetStringAsync($"/token?scope={Uri.EscapeDataString(scope ?? "")}", cancellationToken);
            return new TokenSet(AccessToken.Parse(token), time.GetUtcNow().AddMinutes(5));
        }
    }
    #endregion

    private static Task<TokenSet> LogInAsync() => throw new NotSupportedException();

    public interface IStore
    {
        Task<byte[]> ReadAsync();

        Task WriteAsync(byte[] data, CancellationToken cancellationToken);
    }

    public interface IProtector
    {
        byte[] Protect(byte[] data);

        byte[] Unprotect(byte[] data);
    }
}
