namespace OAuthKit;

/// <summary>The names of header parameters, key members and claims (RFC 7515 section 4.1, RFC 7517 section 4, RFC 7518 section 6, RFC 7519 section 4.1).</summary>
internal static class JoseNames
{
    public const string Alg = "alg";
    public const string Kid = "kid";
    public const string Typ = "typ";

    public const string Keys = "keys";
    public const string KeyOps = "key_ops";
    public const string Kty = "kty";
    public const string Use = "use";
    public const string Crv = "crv";
    public const string D = "d";
    public const string Dp = "dp";
    public const string Dq = "dq";
    public const string E = "e";
    public const string N = "n";
    public const string P = "p";
    public const string Q = "q";
    public const string Qi = "qi";
    public const string X = "x";
    public const string Y = "y";

    public const string Ec = "EC";
    public const string Oct = "oct";
    public const string Okp = "OKP";
    public const string Rsa = "RSA";
    public const string Signature = "sig";
    public const string Sign = "sign";
    public const string Ed25519 = "Ed25519";
    public const string P256 = "P-256";
    public const string P384 = "P-384";
    public const string P521 = "P-521";

    public const string Aud = "aud";
    public const string Exp = "exp";
    public const string Iat = "iat";
    public const string Iss = "iss";
    public const string Jti = "jti";
    public const string Sub = "sub";

    public const string Nbf = "nbf";

    public const string Apu = "apu";
    public const string Apv = "apv";
    public const string Crit = "crit";
    public const string Cty = "cty";
    public const string Enc = "enc";
    public const string Epk = "epk";
    public const string Zip = "zip";

    public const string K = "k";
    public const string Oth = "oth";
    public const string Verify = "verify";

    /// <summary>The use of a key that others encrypt for (RFC 7517 section 4.2).</summary>
    public const string Encryption = "enc";

    /// <summary>The media type of a set of keys (RFC 7517 section 8.5.2).</summary>
    public const string JwkSet = "application/jwk-set+json";

    /// <summary>The media type of a JWT (RFC 7519 section 10.3.1).</summary>
    public const string JwtMediaType = "application/jwt";

    /// <summary>The type of a JWT that has no type of its own (RFC 7519 section 5.1).</summary>
    public const string Jwt = "JWT";

    /// <summary>The type of a request object (RFC 9101 section 10.8).</summary>
    public const string AuthorizationRequestJwt = "oauth-authz-req+jwt";

    /// <summary>The type of a client assertion (draft-ietf-oauth-rfc7523bis section 4).</summary>
    public const string ClientAuthenticationJwt = "client-authentication+jwt";

    /// <summary>The value of <c>client_assertion_type</c> (RFC 7523 section 2.2).</summary>
    public const string JwtBearerAssertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
}
