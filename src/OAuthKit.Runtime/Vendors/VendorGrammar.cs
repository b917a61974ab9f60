namespace OAuthKit;

/// <summary>
/// What a value of a vendor may look like, so that it can't move the address that is made of it: no slash, colon, at sign or hash gets
/// through where one label of a name is meant. Make one of your own for a vendor of your own.
/// </summary>
public sealed class VendorGrammar
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;
    private const int LongestValue = 1024;

    private readonly Func<string, string?> _normalize;

    /// <summary>A grammar.</summary>
    /// <param name="description">What is right, in a few words that go on after "Give": <c>a DNS name such as login.example.com</c>.</param>
    /// <param name="normalize">The value as it is used; null where it isn't right.</param>
    /// <exception cref="ArgumentException">The description is empty.</exception>
    public VendorGrammar(string description, Func<string, string?> normalize)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(description);
        ArgumentNullException.ThrowIfNull(normalize);
        Description = description;
        _normalize = normalize;
    }

    /// <summary>A DNS name of two labels at least, without scheme, port and path; no IP address. <c>https://</c> before it and a slash after it are taken off, and letters become small.</summary>
    public static VendorGrammar DnsName { get; } = new("a DNS name such as login.example.com, without port and path", static value => NameOrNull(WithoutScheme(value)));

    /// <summary>A DNS name, with a port and a path where the server has them: <c>login.example.com:8443/auth</c>.</summary>
    public static VendorGrammar ServerAddress { get; } = new("a DNS name such as login.example.com, perhaps with a port and a path", static value => AddressOrNull(WithoutScheme(value)));

    /// <summary>A GUID with dashes and without braces; letters become small.</summary>
    public static VendorGrammar Uuid { get; } = new("a GUID such as 00000000-0000-0000-0000-000000000000", GuidOrNull);

    /// <summary>GUIDs that are separated by spaces.</summary>
    public static VendorGrammar Uuids { get; } = new("GUIDs that are separated by spaces", GuidsOrNull);

    /// <summary>One segment of a path: letters, digits, <c>. _ ~ -</c>, at most 128 of them, and not a dot or two.</summary>
    public static VendorGrammar PathSegment { get; } = new("a name of ASCII letters, digits, and . _ ~ -", static value => IsSegment(value) ? value : null);

    /// <summary>An AWS region, such as <c>eu-central-1</c>.</summary>
    public static VendorGrammar AwsRegion { get; } = new("an AWS region such as eu-central-1", static value => IsRegion(value) ? value : null);

    /// <summary>What is right, in a few words.</summary>
    public string Description { get; }

    /// <summary>One value of several.</summary>
    /// <param name="values">All that are right, as they are used. They are compared without regard to case.</param>
    /// <returns>The grammar.</returns>
    public static VendorGrammar OneOf(params string[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new($"one of {string.Join(", ", values)}", value => Array.Find(values, known => string.Equals(known, value, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The value as it is used; null where it isn't right.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The value, perhaps in another form, or null.</returns>
    public string? Normalize(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length is 0 or > LongestValue ? null : _normalize(value);
    }

    internal static string WithoutScheme(string value)
    {
        const string scheme = "https://";
        var bare = value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? value[scheme.Length..] : value;
        return bare.EndsWith('/') ? bare[..^1] : bare;
    }

    // RFC 1123 section 2.1. A last label of digits would be read as an IP address.
    internal static string? NameOrNull(string value)
    {
        if (value.Length > LongestName)
        {
            return null;
        }

        var labels = value.Split('.');
        return labels.Length > 1 && Array.TrueForAll(labels, IsLabel) && !char.IsAsciiDigit(labels[^1][0]) ? value.ToLowerInvariant() : null;
    }

    internal static bool IsLabel(string label) =>
        label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-' && All(label, static c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static string? AddressOrNull(string value)
    {
        var segments = value.Split('/');
        var colon = segments[0].IndexOf(':', StringComparison.Ordinal);
        var name = NameOrNull(colon < 0 ? segments[0] : segments[0][..colon]);
        var port = colon < 0 ? "" : segments[0][colon..];
        if (name is null || (colon >= 0 && !IsPort(port[1..])) || segments.Length > 8)
        {
            return null;
        }

        for (var i = 1; i < segments.Length; i++)
        {
            if (!IsSegment(segments[i]))
            {
                return null;
            }
        }

        return string.Join('/', [name + port, .. segments[1..]]);
    }

    private static bool IsPort(string text) =>
        text.Length is > 0 and <= 5 && All(text, char.IsAsciiDigit) && text[0] != '0' && int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) <= ushort.MaxValue;

    private static bool IsSegment(string value) =>
        value.Length is > 0 and <= 128 && value is not ("." or "..") && All(value, static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '~' or '-');

    private static string? GuidOrNull(string value) =>
        Guid.TryParseExact(value, "D", out _) && value.Length == 36 ? value.ToLowerInvariant() : null;

    private static string? GuidsOrNull(string value)
    {
        var guids = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < guids.Length; i++)
        {
            if (GuidOrNull(guids[i]) is not { } guid)
            {
                return null;
            }

            guids[i] = guid;
        }

        return guids.Length == 0 ? null : string.Join(' ', guids);
    }

    // Two letters, one or more words, a number.
    private static bool IsRegion(string value)
    {
        var parts = value.Split('-');
        return value.Length <= 32 && parts.Length is > 2 and < 6 && parts[0].Length == 2
            && parts[^1].Length is 1 or 2 && All(parts[^1], char.IsAsciiDigit)
            && Array.TrueForAll(parts[..^1], static part => part.Length > 0 && All(part, char.IsAsciiLetterLower));
    }

    private static bool All(string text, Func<char, bool> isRight)
    {
        foreach (var c in text)
        {
            if (!isRight(c))
            {
                return false;
            }
        }

        return true;
    }
}
