namespace OAuthKit;

/// <summary>The members of a JRD (RFC 7033 section 4.4), and the relation of OpenID Connect Discovery section 2.</summary>
internal static class WebFingerNames
{
    public const string Href = "href";
    public const string Links = "links";
    public const string Rel = "rel";
    public const string Resource = "resource";
    public const string Subject = "subject";

    public const string IssuerRelation = "http://openid.net/specs/connect/1.0/issuer";
    public const string MediaType = "application/jrd+json";
    public const string Path = "/.well-known/webfinger";
}
