namespace OAuthKit;

/// <summary>The registered names of client authentication methods (RFC 7591 section 2, RFC 8414 section 2).</summary>
internal static class AuthenticationMethods
{
    public const string ClientSecretBasic = "client_secret_basic";
    public const string ClientSecretPost = "client_secret_post";
    public const string None = "none";
}
