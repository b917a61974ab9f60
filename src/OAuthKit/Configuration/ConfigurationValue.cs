using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace OAuthKit;

/// <summary>
/// The value of a key, read as what is meant there. Null and an empty text count as absent; what can't be read is a fault and
/// counts as absent too.
/// </summary>
internal sealed class ConfigurationValue(IConfigurationSection section, ConfigurationFaults faults)
{
    public IConfigurationSection Section { get; } = section;

    public string? Text()
    {
        if (Section.GetChildren().Any())
        {
            faults.Add(Section.Path, "is a section or a list, but one text is meant.");
            return null;
        }

        return string.IsNullOrEmpty(Section.Value) ? null : Section.Value;
    }

    /// <summary>A text that the runtime takes; what it says against one is a fault.</summary>
    public string? Text(Func<string, string> check)
    {
        if (Text() is not { } text)
        {
            return null;
        }

        string? taken = null;
        faults.Check(Section.Path, () => taken = check(text));
        return taken;
    }

    public ClientSecret? Secret()
    {
        if (Text() is not { } text)
        {
            return null;
        }

        if (!ClientSecret.TryParse(text, out var secret))
        {
            faults.Add(Section.Path, "has a control character, such as a line break at its end. Give the secret as the authorization server issued it.");
        }

        return secret;
    }

    /// <summary>A list, or a text that is split by spaces.</summary>
    public IReadOnlyList<string> List()
    {
        var items = Section.GetChildren().ToArray();
        if (items.Length == 0)
        {
            return Section.Value?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        }

        if (!string.IsNullOrEmpty(Section.Value))
        {
            faults.Add(Section.Path, "is given both as a list and as a text, by two sources of the configuration. Give it as a text in both, so that one replaces the other.");
            return [];
        }

        var texts = new List<string>();
        foreach (var item in items)
        {
            if (string.IsNullOrEmpty(item.Value))
            {
                faults.Add(item.Path, "is empty, but a text is meant.");
            }
            else
            {
                texts.Add(item.Value);
            }
        }

        return texts;
    }

    public TimeSpan? Duration()
    {
        if (Text() is not { } text)
        {
            return null;
        }

        // A number alone would be read as days.
        if (text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration))
        {
            return duration;
        }

        faults.Add(Section.Path, "isn't a time as hours, minutes and seconds, such as 00:00:30.");
        return null;
    }

    public int? Number()
    {
        if (Text() is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        faults.Add(Section.Path, "isn't a whole number.");
        return null;
    }

    public Uri? Address() => Text() is { } text ? Address(Section.Path, text) : null;

    public IReadOnlyList<Uri> Addresses()
    {
        var addresses = new List<Uri>();
        foreach (var text in List())
        {
            if (Address(Section.Path, text) is { } address)
            {
                addresses.Add(address);
            }
        }

        return addresses;
    }

    public void Map(IDictionary<string, string> target)
    {
        if (!string.IsNullOrEmpty(Section.Value))
        {
            faults.Add(Section.Path, "is a text, but names and values are meant.");
        }

        foreach (var item in Section.GetChildren())
        {
            if (new ConfigurationValue(item, faults).Text() is { } text)
            {
                target[item.Key] = text;
            }
        }
    }

    public void Read(ConfigurationTable table, object target) => table.Read(Section, target, faults);

    /// <summary>The value of a section under this one.</summary>
    public ConfigurationValue Of(IConfigurationSection child) => new(child, faults);

    /// <summary>Does what the runtime may object to; what it says is a fault of a key under this one.</summary>
    public void Check(string key, Action check) => faults.Check($"{Section.Path}:{key}", check);

    /// <summary>Adds a fault of this key.</summary>
    public void Add(string sentence) => faults.Add(Section.Path, sentence);

    /// <summary>Adds a fault of a key under this one.</summary>
    public void Add(string key, string sentence) => faults.Add($"{Section.Path}:{key}", sentence);

    // Whether http is allowed isn't known to the configuration, so it is checked with the options.
    private Uri? Address(string path, string text)
    {
        if ((text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            && Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            return url;
        }

        faults.Add(path, "isn't an absolute https URL.");
        return null;
    }
}
