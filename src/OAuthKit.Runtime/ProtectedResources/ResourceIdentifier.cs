namespace OAuthKit;

/// <summary>Rules for the name of an API (RFC 9728 section 1.2). It is kept as text: it has to come back to the character.</summary>
internal static class ResourceIdentifier
{
    /// <summary>RFC 9728 section 1.2: an https URL without fragment.</summary>
    public static void Validate(string resource, bool allowLoopbackHttp, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(resource, parameter);
        if (!EndpointUrl.TryParse(resource, allowLoopbackHttp, out _))
        {
            throw new ArgumentException(
                "The resource identifier isn't an absolute https URL without user information and fragment (RFC 9728 section 1.2). Give it exactly as the API names itself.",
                parameter);
        }
    }

    /// <summary>RFC 9728 section 3.1: inserted between the host and the path or query, of which a slash after the host isn't kept where it stands alone.</summary>
    public static Uri Document(string resource)
    {
        var authority = resource.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = resource.IndexOfAny(['/', '?'], authority);
        if (end < 0)
        {
            return new(resource + ResourceMetadataNames.Path);
        }

        var rest = resource[end..];
        return new(resource[..end] + ResourceMetadataNames.Path + (rest == "/" || rest.StartsWith("/?", StringComparison.Ordinal) ? rest[1..] : rest));
    }

    /// <summary>The identifier without its query, in which users put keys.</summary>
    public static string ForMessages(string resource)
    {
        var query = resource.IndexOf('?', StringComparison.Ordinal);
        return ServerText.Clean(query < 0 ? resource : resource[..query] + "?…")!;
    }
}
