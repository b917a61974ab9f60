namespace OAuthKit;

/// <summary>A JWT bearer grant that lacks the subject, whose token is the assertion (RFC 7523 section 2.1).</summary>
internal sealed class SubjectAssertionGrant : SubjectGrant
{
    public override string GrantType => GrantTypes.JwtBearer;

    public override TokenGrant For(SubjectToken subject, ActorToken? actor) => new JwtBearerGrant(Assertion.Parse(subject.Reveal()), UnusedIdToken.Instance)
    {
        Scope = Scope,
        Resource = Resource,
        Audience = Audience,
        Parameters = Parameters,
    };
}
