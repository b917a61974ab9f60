namespace OAuthKit;

/// <summary>Tests of a login at a server that replaces its refresh token with every use.</summary>
public abstract class RotatedLoginTests
{
    protected RotatedLoginTests() => Client = Server.Client();

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected RotatingServer Rotating { get; } = new();

    private protected FakeServer Server => Rotating.Server;

    private protected OAuthClient Client { get; }

    /// <summary>The tokens that were told of, in their order.</summary>
    private protected List<TokenSet> Saved { get; } = [];

    private protected GrantTokenSource Source(double lifetime = 3600) => TokenSource.RefreshToken(Client, Rotating.Tokens(lifetime), (tokens, _) =>
    {
        Saved.Add(tokens);
        return Task.CompletedTask;
    });

    private protected TokenPolicy Policy(TokenSource source) => new(source, Client.Tokens, "user");

    private protected Task<TokenSet> GetAsync(TokenPolicy policy) => Client.Tokens.GetTokenAsync(policy, Stop).AsTask();
}
