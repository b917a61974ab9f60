namespace OAuthKit;

/// <summary>Values of <c>oauthkit.cache.result</c>.</summary>
internal static class CacheResult
{
    public const string Hit = "hit";
    public const string Due = "due";
    public const string Stale = "stale";
    public const string Miss = "miss";
    public const string Coalesced = "coalesced";
    public const string Held = "held_back";
}
