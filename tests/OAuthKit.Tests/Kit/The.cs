namespace OAuthKit;

/// <summary>What the secrets and tokens of these tests have in common, so that <see cref="CanaryWatch"/> knows them anywhere.</summary>
internal static class The
{
    public const string Canary = "canary-";
}
