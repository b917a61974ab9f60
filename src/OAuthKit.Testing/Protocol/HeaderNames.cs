namespace OAuthKit.Testing;

internal static class HeaderNames
{
    public const string Accept = "Accept";
    public const string AccessControlAllowOrigin = "Access-Control-Allow-Origin";
    public const string Allow = "Allow";
    public const string Authorization = "Authorization";
    public const string CacheControl = "Cache-Control";
    public const string ContentEncoding = "Content-Encoding";
    public const string ContentLength = "Content-Length";
    public const string ContentType = "Content-Type";
    public const string Dpop = "DPoP";
    public const string DpopNonce = "DPoP-Nonce";
    public const string Location = "Location";
    public const string ReferrerPolicy = "Referrer-Policy";
    public const string RetryAfter = "Retry-After";
    public const string WwwAuthenticate = "WWW-Authenticate";
}
