using Microsoft.Extensions.Configuration;

namespace OAuthKit;

/// <summary>Sections of the configuration.</summary>
internal static class Sections
{
    public static void ThrowIfRoot(IConfiguration section, string example)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (section is IConfigurationRoot)
        {
            throw new ArgumentException($"This is the whole configuration, but one section of it is meant, for example configuration.GetSection(\"{example}\").", nameof(section));
        }
    }

    /// <summary>A section of a section, if anything stands in it.</summary>
    public static IConfigurationSection? Find(IConfiguration? parent, string path) =>
        parent?.GetSection(path) is { } section && section.Exists() ? section : null;
}
