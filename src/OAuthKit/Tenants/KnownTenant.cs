namespace OAuthKit;

/// <summary>A tenant's client, and how long it is taken as it is.</summary>
internal sealed class KnownTenant(ConfiguredClient client, OAuthClientOptions given, bool isFound, long until)
{
    public ConfiguredClient Client => client;

    /// <summary>The options of the tenant alone, as they were given.</summary>
    public OAuthClientOptions Given => given;

    /// <summary>Whether a source of the user's told of it, and is asked again.</summary>
    public bool IsFound => isFound;

    public bool IsFresh(long now) => !isFound || now < until;
}
