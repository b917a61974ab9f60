namespace OAuthKit;

/// <summary>The grammar of <c>resource</c> (RFC 8707 section 2).</summary>
internal static class ResourceIndicator
{
    public static string[] Validate(IReadOnlyList<string> resources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        foreach (var resource in resources)
        {
            if (!IsValid(resource))
            {
                throw new ArgumentException($"The resource \"{ServerText.Clean(resource)}\" isn't an absolute URI without a fragment (RFC 8707 section 2).", nameof(resources));
            }
        }

        return [.. resources];
    }

    // A path is an absolute URI to Uri.TryCreate on Unix, so the scheme is asked for.
    private static bool IsValid(string? resource) =>
        !string.IsNullOrEmpty(resource)
        && !resource.AsSpan().ContainsAnyExceptInRange('\x21', '\x7E')
        && !resource.Contains('#')
        && char.IsAsciiLetter(resource[0])
        && resource.Contains(':')
        && Uri.TryCreate(resource, UriKind.Absolute, out _);
}
