namespace OAuthKit;

/// <summary>Which kind of tokens an API takes, by its metadata.</summary>
internal static class ResourceTokens
{
    /// <summary>How the tokens are bound to a key: as the application says, or because the API takes no others; null where they aren't.</summary>
    public static DpopOptions? DpopOf(ProtectedResourceMetadata metadata, DpopOptions? given)
    {
        var algorithms = metadata.DpopSigningAlgValuesSupported;
        if (given is not null)
        {
            var algorithm = given.Key?.Algorithm ?? given.Algorithm;
            return algorithms.Count == 0 || algorithms.Contains(algorithm)
                ? given
                : throw Unusable($"takes DPoP proofs by {ServerText.Clean(string.Join(", ", algorithms))}, and the key that is configured is one for {algorithm}");
        }

        // RFC 9728 section 2, dpop_bound_access_tokens_required.
        if (metadata.DpopBoundAccessTokensRequired)
        {
            return new DpopOptions { Algorithm = AlgorithmOf(algorithms) };
        }

        // RFC 9728 section 2, bearer_methods_supported: empty where the API takes none.
        return metadata.BearerMethodsSupported is { } methods && !methods.Contains(ResourceMetadataNames.HeaderMethod)
            ? throw Unusable("takes no bearer tokens in the Authorization header (\"bearer_methods_supported\"), and OAuthKit sends them nowhere else")
            : null;
    }

    private static string AlgorithmOf(IReadOnlyList<string> algorithms)
    {
        if (algorithms.Count == 0 || algorithms.Contains(JwsAlgorithms.ES256))
        {
            return JwsAlgorithms.ES256;
        }

        foreach (var algorithm in algorithms)
        {
            if (JwsAlgorithm.IsKnown(algorithm))
            {
                return algorithm;
            }
        }

        throw Unusable($"takes DPoP-bound tokens only, with proofs by {ServerText.Clean(string.Join(", ", algorithms))}, for which OAuthKit makes no key: give one of your own");
    }

    private static OAuthException Unusable(string what) =>
        new(OAuthFault.ResourceTokenMethod, $"The API {what} (RFC 9728 section 2). No authorization server was contacted.");
}
