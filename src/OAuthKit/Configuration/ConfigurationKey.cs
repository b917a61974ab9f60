namespace OAuthKit;

/// <summary>A key that a section may have, and what is done with its value.</summary>
internal sealed class ConfigurationKey<T>(string name, ConfigurationShape shape, Action<ConfigurationValue, T> read)
{
    public string Name { get; } = name;

    public ConfigurationShape Shape { get; } = shape;

    public void Read(ConfigurationValue value, T target) => read(value, target);
}
