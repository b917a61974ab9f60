namespace OAuthKit.Testing;

internal static class ClaimNames
{
    public const string Audience = "aud";
    public const string ClientId = "client_id";
    public const string ExpiresAt = "exp";
    public const string IssuedAt = "iat";
    public const string Issuer = "iss";
    public const string Scope = "scope";
    public const string Subject = "sub";
    public const string TokenId = "jti";
}
