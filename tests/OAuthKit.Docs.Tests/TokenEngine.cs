namespace OAuthKit.Docs.Tests;

/// <summary>What docs/token-engine.md shows.</summary>
internal static class TokenEngine
{
    public static async Task AloneAsync(string secret)
    {
        #region TokenEngineAlone
        using var client = new OAuthClient("https://login.example.com", ClientAuthentication.ClientSecretBasic("orders-worker", secret));
        var policy = new TokenPolicy(client, new ClientCredentialsGrant { Scope = "orders.read" });

        TokenSet tokens = await client.Tokens.GetTokenAsync(policy);   // the first call asks the server
        tokens = await client.Tokens.GetTokenAsync(policy);            // the second doesn't, and allocates nothing
        #endregion
    }

    public static async Task HandlerAsync(TokenPolicy policy)
    {
        #region TokenEngineHandler
        var handler = new OAuthHandler(policy, new Uri("https://api.example.com"))
        {
            InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false },
        };
        using var http = new HttpClient(handler) { BaseAddress = new Uri("https://api.example.com") };

        using HttpResponseMessage response = await http.GetAsync("/orders/42");
        #endregion
    }

    public static void Options(ClientAuthentication authentication)
    {
        #region TokenEngineOptions
        using var tokens = new TokenManager(new TokenManagerOptions
        {
            RefreshAhead = TimeSpan.FromMinutes(2),
            MaxEntries = 50_000,
        });
        using var client = new OAuthClient("https://login.example.com", authentication) { Tokens = tokens };
        #endregion
    }

    #region TokenEngineSource
    public sealed class SidecarTokenSource(HttpClient sidecar) : TokenSource
    {
        protected override async Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken)
        {
            string token = await sidecar.GetStringAsync("/token", cancellationToken);
            return new TokenSet(AccessToken.Parse(token), DateTimeOffset.MaxValue);
        }
    }
    #endregion

    public static async Task<string?> StepUpAsync(HttpClient http, Func<AuthorizationRequest, Task> signIn, CancellationToken cancellationToken)
    {
        #region TokenEngineStepUp
        try
        {
            return await http.GetStringAsync("/payments", cancellationToken);
        }
        catch (StepUpRequiredException e)
        {
            // The user signs in again, in the way and as recently as the API wants it; then the call is made anew.
            await signIn(new AuthorizationRequest { RedirectUri = "https://shop.example/callback", AcrValues = e.AcrValues, MaxAge = e.MaxAge });
            return null;
        }
        #endregion
    }
}
