namespace OAuthKit.Testing;

internal static class JoseNames
{
    public const string AccessTokenType = "at+jwt";
    public const string Algorithm = "alg";
    public const string ClientAuthenticationType = "client-authentication+jwt";
    public const string Curve = "crv";
    public const string EllipticCurve = "EC";
    public const string Es256 = "ES256";
    public const string Es384 = "ES384";
    public const string Es512 = "ES512";
    public const string Exponent = "e";
    public const string Hs256 = "HS256";
    public const string Hs384 = "HS384";
    public const string Hs512 = "HS512";
    public const string IntrospectionType = "token-introspection+jwt";
    public const string JwtType = "JWT";
    public const string KeyId = "kid";
    public const string Keys = "keys";
    public const string KeyType = "kty";
    public const string Modulus = "n";
    public const string Octets = "oct";
    public const string P256 = "P-256";
    public const string P384 = "P-384";
    public const string P521 = "P-521";
    public const string Ps256 = "PS256";
    public const string Ps384 = "PS384";
    public const string Ps512 = "PS512";
    public const string Rs256 = "RS256";
    public const string Rs384 = "RS384";
    public const string Rs512 = "RS512";
    public const string Rsa = "RSA";
    public const string Signature = "sig";
    public const string Type = "typ";
    public const string Use = "use";
    public const string X = "x";
    public const string Y = "y";
}
