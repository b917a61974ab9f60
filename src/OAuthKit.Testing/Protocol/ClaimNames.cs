namespace OAuthKit.Testing;

internal static class ClaimNames
{
    public const string AccessTokenHash = "at_hash";
    public const string Active = "active";
    public const string Actor = "act";
    public const string Audience = "aud";
    public const string AuthenticationContext = "acr";
    public const string AuthenticationMethods = "amr";
    public const string AuthenticationTime = "auth_time";
    public const string CertificateThumbprint = "x5t#S256";
    public const string ClientId = "client_id";
    public const string CodeHash = "c_hash";
    public const string Confirmation = "cnf";
    public const string Events = "events";
    public const string ExpiresAt = "exp";
    public const string IssuedAt = "iat";
    public const string Issuer = "iss";
    public const string KeyThumbprint = "jkt";
    public const string Nonce = "nonce";
    public const string NotBefore = "nbf";
    public const string Scope = "scope";
    public const string SessionId = "sid";
    public const string StateHash = "s_hash";
    public const string Subject = "sub";
    public const string TokenId = "jti";
    public const string TokenIntrospection = "token_introspection";
    public const string TokenType = "token_type";
}
