namespace OAuthKit.Testing;

internal static class MediaTypes
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string Html = "text/html; charset=utf-8";
    public const string IntrospectionJwt = "application/token-introspection+jwt";
    public const string Jrd = "application/jrd+json";
    public const string Json = "application/json";
    public const string Jwt = "application/jwt";
    public const string Text = "text/plain; charset=utf-8";
}
