namespace OAuthKit;

/// <summary>The options of a client, read anew after they changed.</summary>
internal abstract class OptionsSource(string name)
{
    public string Name { get; } = name;

    public abstract OAuthClientOptions Read();

    /// <summary>Calls back when the options may have changed, until it is disposed.</summary>
    public abstract IDisposable Watch(Action changed);
}
