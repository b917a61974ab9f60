namespace OAuthKit.Testing;

/// <summary>How an authorization response comes back (OAuth 2.0 Multiple Response Types section 2.1, Form Post Response Mode, JARM section 2.3).</summary>
internal static class ResponseModes
{
    public const string FormPost = "form_post";
    public const string Fragment = "fragment";
    public const string Jwt = "jwt";
    public const string JwtSuffix = ".jwt";
    public const string Query = "query";
}
