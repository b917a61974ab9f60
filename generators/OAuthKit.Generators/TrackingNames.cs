namespace OAuthKit.Generators;

/// <summary>The names of the generator's steps, by which tests see whether a step ran again.</summary>
internal static class TrackingNames
{
    public const string Parsed = nameof(Parsed);
    public const string Apis = nameof(Apis);
}
