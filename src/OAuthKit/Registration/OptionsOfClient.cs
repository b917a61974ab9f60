namespace OAuthKit;

/// <summary>The options of a client, with the name that it was added under.</summary>
internal sealed class OptionsOfClient(string name, OAuthClientOptions options)
{
    public string Name { get; } = name;

    public OAuthClientOptions Options { get; } = options;
}
