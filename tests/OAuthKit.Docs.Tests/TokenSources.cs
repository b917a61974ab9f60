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
