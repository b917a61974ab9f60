using Microsoft.Extensions.Configuration;

namespace OAuthKit;

/// <summary>The keys of one kind of section. Whatever else stands there is a fault.</summary>
internal sealed class ConfigurationTable<T>(ConfigurationKey<T>[] keys, KeyAdvice advice)
{
    public ConfigurationKey<T>[] Keys { get; } = keys;

    public void Read(IConfiguration section, T target, ConfigurationFaults faults)
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
                faults.Add(child.Path, advice.About(child.Key, Names()));
            }
        }
    }

    // Loops, and not Linq: each kind of section is a type argument of its own, for which ahead-of-time code is made.
    private ConfigurationKey<T>? Find(string name)
    {
        foreach (var key in Keys)
        {
            if (string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return key;
            }
        }

        return null;
    }

    private List<string> Names()
    {
        var names = new List<string>();
        foreach (var key in Keys)
        {
            names.Add(key.Name);
        }

        return names;
    }
}
