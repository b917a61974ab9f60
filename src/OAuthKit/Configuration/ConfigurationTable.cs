using Microsoft.Extensions.Configuration;

namespace OAuthKit;

/// <summary>The keys of one kind of section. Whatever else stands there is a fault.</summary>
internal sealed class ConfigurationTable(ConfigurationKey[] keys, KeyAdvice advice)
{
    public IReadOnlyList<ConfigurationKey> Keys => keys;

    public void Read(IConfiguration section, object target, ConfigurationFaults faults)
    {
        if (section is IConfigurationSection { Value: { Length: > 0 } } text)
        {
            faults.Add(text.Path, "is a value, but a section with keys is meant.");
        }

        foreach (var child in section.GetChildren())
        {
            if (Find(child.Key) is { } key)
            {
                key.Read(new ConfigurationValue(child, faults), target);
            }
            else
            {
                faults.Add(child.Path, advice.About(child.Key, Array.ConvertAll(keys, static known => known.Name)));
            }
        }
    }

    private ConfigurationKey? Find(string name) =>
        Array.Find(keys, key => string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase));
}
