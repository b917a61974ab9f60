namespace OAuthKit;

/// <summary>A source of the user's own for calls on somebody's behalf. It is asked once it is known on whose.</summary>
internal sealed class OwnSubjectSource(TokenSource source, RequestedToken requested, SubjectToken? subject = null, ActorToken? actor = null) : TokenSource
{
    public OwnSubjectSource OnBehalfOf(SubjectToken subject, ActorToken? actor) => new(source, requested, subject, actor);

    protected internal override Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken) =>
        SourcePolicies.For(source, requested.OnBehalfOf(subject!, actor)).RequestTokenAsync(cancellationToken);
}
