namespace OAuthKit;

/// <summary>A public key of an authorization server, fit to verify signatures (RFC 7517 section 4).</summary>
internal sealed class ServerKey(string keyType, string? curve, byte[] first, byte[] second)
{
    /// <summary><c>kty</c>: RSA, EC or OKP.</summary>
    public string KeyType { get; } = keyType;

    /// <summary><c>crv</c>, of an EC or OKP key.</summary>
    public string? Curve { get; } = curve;

    /// <summary>The modulus, or the x coordinate.</summary>
    public byte[] First { get; } = first;

    /// <summary>The exponent, or the y coordinate; empty where the key is x alone.</summary>
    public byte[] Second { get; } = second;

    public string? KeyId { get; init; }

    /// <summary><c>alg</c>, where the key is for one algorithm only.</summary>
    public string? Algorithm { get; init; }

    /// <summary>Whose tokens the key signs, where a server that serves many tenants says so; its place for the tenant may be open.</summary>
    public string? Issuer { get; init; }

    /// <summary>Whether the key can have made a signature by an algorithm (RFC 7518 sections 3.3 to 3.5).</summary>
    public bool Fits(string algorithm) =>
        IsFor(algorithm) && algorithm switch
        {
            JwsAlgorithms.RS256 or JwsAlgorithms.RS384 or JwsAlgorithms.RS512
                or JwsAlgorithms.PS256 or JwsAlgorithms.PS384 or JwsAlgorithms.PS512 => KeyType == JoseNames.Rsa,
            JwsAlgorithms.ES256 => Curve == JoseNames.P256,
            JwsAlgorithms.ES384 => Curve == JoseNames.P384,
            JwsAlgorithms.ES512 => Curve == JoseNames.P521,
            JwsAlgorithms.EdDsa or JwsAlgorithms.Ed25519 => Curve == JoseNames.Ed25519,
            _ => false,
        };

    // RFC 9864 section 2.2: two names of one algorithm, where the curve is this one.
    private bool IsFor(string algorithm) =>
        Algorithm is null || Algorithm == algorithm
        || (Algorithm is JwsAlgorithms.EdDsa or JwsAlgorithms.Ed25519 && algorithm is JwsAlgorithms.EdDsa or JwsAlgorithms.Ed25519);
}
