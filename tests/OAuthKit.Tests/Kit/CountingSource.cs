namespace OAuthKit.Tests;

/// <summary>Gives out numbered tokens, and notes what was asked of it.</summary>
internal sealed class CountingSource(Func<string, AccessToken>? create = null) : TokenSource
{
    public List<RequestedToken> Asked { get; } = [];

    public int Requests { get; private set; }

    protected override TokenSource For(RequestedToken requested)
    {
        Asked.Add(requested);
        return this;
    }

    protected override Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken)
    {
        var token = $"{The.Canary}own-{++Requests}";
        return Task.FromResult(new TokenSet(create is null ? AccessToken.Parse(token) : create(token)));
    }
}
