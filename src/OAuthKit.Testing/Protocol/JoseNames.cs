namespace OAuthKit.Testing;

internal static class JoseNames
{
    public const string AccessTokenType = "at+jwt";
    public const string Algorithm = "alg";
    public const string Curve = "crv";
    public const string EllipticCurve = "EC";
    public const string Es256 = "ES256";
    public const string Exponent = "e";
    public const string KeyId = "kid";
    public const string Keys = "keys";
    public const string KeyType = "kty";
    public const string Modulus = "n";
    public const string P256 = "P-256";
    public const string Rs256 = "RS256";
    public const string Rsa = "RSA";
    public const string Signature = "sig";
    public const string Type = "typ";
    public const string Use = "use";
    public const string X = "x";
    public const string Y = "y";
}
