namespace OAuthKit;

/// <summary>The algorithms of signatures that OAuthKit verifies: those of asymmetric keys (RFC 8725 section 3.2).</summary>
internal static class VerificationAlgorithms
{
    private static readonly HashSet<string> _all =
    [
        JwsAlgorithms.RS256, JwsAlgorithms.RS384, JwsAlgorithms.RS512,
        JwsAlgorithms.PS256, JwsAlgorithms.PS384, JwsAlgorithms.PS512,
        JwsAlgorithms.ES256, JwsAlgorithms.ES384, JwsAlgorithms.ES512,
    ];

    public static string Check(string algorithm) =>
        algorithm is not null && _all.Contains(algorithm)
            ? algorithm
            : throw new ArgumentException($"The signature algorithm \"{algorithm}\" can't be verified: it must be one of RS, PS and ES with 256, 384 and 512 bits.", nameof(algorithm));
}
