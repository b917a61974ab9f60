namespace OAuthKit.Generators;

/// <summary>What all diagnostics share.</summary>
internal static class Rule
{
    public const string Category = "OAuthKit";

    /// <summary>The folder of the pages, each named for its id.</summary>
    public const string Help = "https://github.com/oauthkit/oauthkit/blob/main/docs/diagnostics/";
}
