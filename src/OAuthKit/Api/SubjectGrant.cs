namespace OAuthKit;

/// <summary>A grant that lacks the subject, who comes with each call. What it asks for is known, and is the part of the key that all subjects share.</summary>
internal abstract class SubjectGrant() : TokenGrant(UnusedIdToken.Instance)
{
    /// <summary>The grant of a call.</summary>
    public abstract TokenGrant For(SubjectToken subject, ActorToken? actor);

    internal sealed override ValueTask AddFreshParametersAsync(FormParameters form, OAuthClient client, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The token is had on somebody's behalf, and nobody says whose.");
}
