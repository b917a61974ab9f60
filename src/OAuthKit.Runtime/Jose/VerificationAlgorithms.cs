namespace OAuthKit;

/// <summary>The algorithms of signatures that OAuthKit verifies: those of asymmetric keys (RFC 8725 section 3.2).</summary>
internal static class VerificationAlgorithms
{
    /// <summary>Those that need no other package.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        JwsAlgorithms.RS256, JwsAlgorithms.RS384, JwsAlgorithms.RS512,
        JwsAlgorithms.PS256, JwsAlgorithms.PS384, JwsAlgorithms.PS512,
        JwsAlgorithms.ES256, JwsAlgorithms.ES384, JwsAlgorithms.ES512,
    ];

    private static readonly HashSet<string> _all = [.. All];

    private static readonly HashSet<string> _others = [JwsAlgorithms.HS256, JwsAlgorithms.HS384, JwsAlgorithms.HS512, JwsAlgorithms.EdDsa, JwsAlgorithms.Ed25519];

    public static bool IsHmac(string algorithm) => algorithm is JwsAlgorithms.HS256 or JwsAlgorithms.HS384 or JwsAlgorithms.HS512;

    public static bool IsOfPackage(string algorithm) => algorithm is JwsAlgorithms.EdDsa or JwsAlgorithms.Ed25519;

    /// <summary>What a client can be registered for: HMAC with its secret too, and what another package verifies.</summary>
    public static string CheckResponse(string algorithm) =>
        algorithm is not null && _others.Contains(algorithm) ? algorithm : Check(algorithm!);

    public static string Check(string algorithm) =>
        algorithm is not null && _all.Contains(algorithm)
            ? algorithm
            : throw new ArgumentException($"The signature algorithm \"{algorithm}\" can't be verified: it must be one of RS, PS and ES with 256, 384 and 512 bits.", nameof(algorithm));
}
