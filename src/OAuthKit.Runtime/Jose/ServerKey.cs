namespace OAuthKit;

/// <summary>A public key of an authorization server, fit to verify signatures (RFC 7517 section 4).</summary>
internal sealed class ServerKey(string keyType, string? curve, byte[] first, byte[] second)
{
    /// <summary><c>kty</c>: RSA or EC.</summary>
    public string KeyType { get; } = keyType;

    /// <summary><c>crv</c>, of an EC key.</summary>
    public string? Curve { get; } = curve;

    /// <summary>The modulus, or the x coordinate.</summary>
    public byte[] First { get; } = first;

    /// <summary>The exponent, or the y coordinate.</summary>
    public byte[] Second { get; } = second;

    public string? KeyId { get; init; }

    /// <summary><c>alg</c>, where the key is for one algorithm only.</summary>
    public string? Algorithm { get; init; }

    /// <summary>Whether the key can have made a signature by an algorithm (RFC 7518 sections 3.3 to 3.5).</summary>
    public bool Fits(string algorithm) =>
        (Algorithm is null || Algorithm == algorithm) && algorithm switch
        {
            JwsAlgorithms.RS256 or JwsAlgorithms.RS384 or JwsAlgorithms.RS512
                or JwsAlgorithms.PS256 or JwsAlgorithms.PS384 or JwsAlgorithms.PS512 => KeyType == JoseNames.Rsa,
            JwsAlgorithms.ES256 => Curve == JoseNames.P256,
            JwsAlgorithms.ES384 => Curve == JoseNames.P384,
            JwsAlgorithms.ES512 => Curve == JoseNames.P521,
            _ => false,
        };
}
