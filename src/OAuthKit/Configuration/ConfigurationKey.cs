namespace OAuthKit;

/// <summary>A key that a section may have, and what is done with its value.</summary>
internal abstract class ConfigurationKey(string name, ConfigurationShape shape)
{
    public string Name { get; } = name;

    public ConfigurationShape Shape { get; } = shape;

    public abstract void Read(ConfigurationValue value, object target);
}
