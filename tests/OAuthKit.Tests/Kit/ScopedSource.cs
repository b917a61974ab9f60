namespace OAuthKit.Tests;

/// <summary>Gives each scope a supplier of its own.</summary>
internal sealed class ScopedSource : TokenSource
{
    private readonly Dictionary<string, TokenSource> _sources = [];

    protected override TokenSource For(RequestedToken requested)
    {
        var scope = requested.Scope ?? "";
        return _sources.TryGetValue(scope, out var known) ? known : _sources[scope] = Fixed(new TokenSet(AccessToken.Parse("for-" + scope)));
    }

    protected override Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
