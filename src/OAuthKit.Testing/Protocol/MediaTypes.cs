namespace OAuthKit.Testing;

internal static class MediaTypes
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string IntrospectionJwt = "application/token-introspection+jwt";
    public const string Json = "application/json";
    public const string Text = "text/plain; charset=utf-8";
}
