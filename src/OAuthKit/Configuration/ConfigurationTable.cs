using Microsoft.Extensions.Configuration;

namespace OAuthKit;

/// <summary>The keys of one kind of section. Whatever else stands there is a fault.</summary>
internal sealed class ConfigurationTable<T>(IReadOnlyList<ConfigurationKey<T>> keys, KeyAdvice advice)
{
    public IReadOnlyList<ConfigurationKey<T>> Keys { get; } = keys;

    public void Read(IConfiguration section, T target, ConfigurationFaults faults)
    {
        if (section is IConfigurationSection { Value: { Length: > 0 } } text)
        {
            faults.Add(text.Path, "is a value, but a section with keys is meant.");
        }

        foreach (var child in section.GetChildren())
        {
            if (Keys.FirstOrDefault(key => string.Equals(key.Name, child.Key, StringComparison.OrdinalIgnoreCase)) is { } key)
            {
                key.Read(new ConfigurationValue(child, faults), target);
            }
            else
            {
                faults.Add(child.Path, advice.About(child.Key, Keys.Select(known => known.Name)));
            }
        }
    }
}
