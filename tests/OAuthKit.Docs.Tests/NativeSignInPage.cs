namespace OAuthKit.Docs.Tests;

/// <summary>What docs/native-sign-in.md shows.</summary>
internal static class NativeSignInPage
{
    public static async Task<TokenSet> SignInAsync(CancellationToken cancellationToken)
    {
        #region NativeSignIn
        using var client = new OAuthClient("https://login.example.com", ClientAuthentication.None("desktop-app"));

        TokenSet tokens = await client.SignInAsync(
            redirectUri => new AuthorizationRequest { RedirectUri = redirectUri, Scope = "openid offline_access" },
            cancellationToken: cancellationToken);
        #endregion
        return tokens;
    }

    public static NativeSignInOptions Options()
    {
        #region NativeOptions
        var options = new NativeSignInOptions
        {
            Browser = UserBrowser.FromCommand("firefox --new-window {url}"),   // or UserBrowser.From((url, _) => ...), to show the address
            UseIPv6 = true,                                                    // [::1]; 127.0.0.1 by default
            Port = 8400,                                                       // for servers that want the registered port; 0, any, by default
            Timeout = TimeSpan.FromMinutes(2),                                 // 5 minutes by default
            DoneMessage = "Signed in. Return to Orders.",
        };
        #endregion
        return options;
    }

    public static async Task<string?> LogOutAsync(OAuthClient client, TokenSet tokens, Action<string> redirect, CancellationToken cancellationToken)
    {
        #region Logout
        LogoutStart logout = await client.StartLogoutAsync(
            new LogoutRequest { IdTokenHint = tokens.EncodedIdToken, PostLogoutRedirectUri = "https://shop.example/bye" },
            cancellationToken);

        string? state = logout.State;   // keep it in the session, once
        redirect(logout.Url);           // it may hold the ID token: keep it out of logs
        #endregion
        return state;
    }

    public static async Task<string> FindAsync(CancellationToken cancellationToken)
    {
        #region WebFinger
        string issuer = await WebFinger.FindIssuerAsync("joe@example.com", cancellationToken: cancellationToken);
        #endregion
        return issuer;
    }
}
