namespace OAuthKit.Testing;

/// <summary>The members of a WebFinger document (RFC 7033 section 4.4), and the relation of OpenID Connect Discovery section 2.</summary>
internal static class WebFingerNames
{
    public const string Href = "href";
    public const string IssuerRelation = "http://openid.net/specs/connect/1.0/issuer";
    public const string Links = "links";
    public const string Relation = "rel";
    public const string Resource = "resource";
    public const string Subject = "subject";
}
