namespace OAuthKit;

/// <summary>A token exchange that lacks the subject (RFC 8693 section 2.1).</summary>
internal sealed class SubjectExchangeGrant : SubjectGrant
{
    public override string GrantType => GrantTypes.TokenExchange;

    public override TokenGrant For(SubjectToken subject, ActorToken? actor) => new TokenExchangeGrant(subject.ToExchangeToken(), UnusedIdToken.Instance)
    {
        ActorToken = actor?.ToExchangeToken(),
        Scope = Scope,
        Resource = Resource,
        Audience = Audience,
        Parameters = Parameters,
    };
}
