namespace OAuthKit;

/// <summary>A source of numbered tokens, or of what a script says.</summary>
internal sealed class ScriptedSource(TimeProvider time) : TokenSource
{
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    public TimeSpan? Lifetime { get; set; } = TimeSpan.FromHours(1);

    public Func<int, CancellationToken, Task<TokenSet>>? Script { get; set; }

    public TokenSet Token(int number) => new(AccessToken.Parse(The.Token(number)), time.GetUtcNow() + Lifetime, time);

    protected internal override Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _requests);
        return Script is { } script ? script(number, cancellationToken) : Task.FromResult(Token(number));
    }
}
