namespace OAuthKit;

/// <summary>Which API is meant, and where its metadata are.</summary>
internal sealed class RequestedResource
{
    private readonly string[] _spellings;

    private RequestedResource(Uri metadataAddress, bool isDerived, params string[] spellings)
    {
        MetadataAddress = metadataAddress;
        IsDerived = isDerived;
        _spellings = spellings;
    }

    /// <summary>What the document must name.</summary>
    public string Identifier => _spellings[0];

    public Uri MetadataAddress { get; }

    /// <summary>Whether the address of the metadata follows from the identifier, and is nobody else's word.</summary>
    public bool IsDerived { get; }

    /// <summary>The scope of the challenge, where one led here.</summary>
    public string? Scope { get; private init; }

    /// <summary>RFC 9728 section 3: by the identifier.</summary>
    public static RequestedResource Of(string identifier) => new(ResourceIdentifier.Document(identifier), isDerived: true, identifier);

    /// <summary>RFC 9728 section 5: by the address that a challenge names.</summary>
    /// <param name="challenge">What the API says.</param>
    /// <param name="requested">The URL that was requested.</param>
    /// <param name="identifier">The identifier, where it is known to be another than the URL.</param>
    public static RequestedResource Of(ResourceChallenge challenge, Uri requested, string? identifier) =>
        new(challenge.MetadataAddress, EndpointUrl.IsSameOrigin(challenge.MetadataAddress, requested), identifier is null ? SpellingsOf(requested) : [identifier])
        {
            Scope = challenge.Scope,
        };

    public bool IsNamed(string resource) => Array.IndexOf(_spellings, resource) >= 0;

    /// <summary>Whether a URL is that of a resource, or one below it.</summary>
    public static bool IsUnder(Uri resource, Uri requested)
    {
        var parent = resource.AbsolutePath;
        var path = requested.AbsolutePath;
        return EndpointUrl.IsSameOrigin(resource, requested) && path.StartsWith(parent, StringComparison.Ordinal)
            && (path.Length == parent.Length || parent[^1] == '/' || path[parent.Length] == '/');
    }

    /// <summary>One URL on the wire: as it was written, as it was sent, and without the path that is sent where there is none (RFC 9110 section 4.2.3).</summary>
    private static string[] SpellingsOf(Uri requested)
    {
        var sent = requested.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        var written = WithoutFragment(requested.OriginalString);
        return requested.PathAndQuery == "/" ? [sent, written, sent[..^1]] : [sent, written];
    }

    private static string WithoutFragment(string url)
    {
        var end = url.IndexOf('#', StringComparison.Ordinal);
        return end < 0 ? url : url[..end];
    }
}
