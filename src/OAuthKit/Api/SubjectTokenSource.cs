namespace OAuthKit;

/// <summary>The token of a call on somebody's behalf. The request is built when there is one to send, and not for a token that is kept.</summary>
internal sealed class SubjectTokenSource(TokenSource source, SubjectGrant grant, SubjectToken subject, ActorToken? actor) : TokenSource
{
    protected internal override Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken) =>
        source.WithGrant(grant.For(subject, actor)).RequestTokenAsync(cancellationToken);
}
