namespace OAuthKit.Testing;

/// <summary>Gives out tokens that nobody issued, and remembers what each was asked for.</summary>
internal sealed class FakeTokenSource(StubApi stub, RequestedToken? requested = null) : TokenSource
{
    protected override TokenSource For(RequestedToken requested) => new FakeTokenSource(stub, requested);

    protected override Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken)
    {
        if (requested is null)
        {
            throw new InvalidOperationException("StubApi.Tokens are for generated clients: give them to Create, or to the options of an API.");
        }

        return Task.FromResult(new TokenSet(Create(stub.Issue(requested), requested)));
    }

    private AccessToken Create(string token, RequestedToken wanted) =>
        wanted.Dpop == true ? AccessToken.ParseDpop(token, stub.Key)
        : wanted.MutualTls ? AccessToken.ParseCertificateBound(token, "fake")
        : AccessToken.Parse(token);
}
