namespace OAuthKit;

/// <summary>What the challenges of an API say about where its metadata are (RFC 9728 section 5.1).</summary>
internal sealed class ResourceChallenge
{
    private ResourceChallenge(Uri metadataAddress, string? scope)
    {
        MetadataAddress = metadataAddress;
        Scope = scope;
    }

    public Uri MetadataAddress { get; }

    /// <summary>RFC 6750 section 3: what the API wants for this request.</summary>
    public string? Scope { get; }

    public static ResourceChallenge Read(IEnumerable<AuthenticationChallenge> challenges, bool allowLoopbackHttp)
    {
        string? address = null;
        string? scope = null;
        foreach (var challenge in challenges)
        {
            // The parameter may stand with any scheme.
            if (!challenge.Parameters.TryGetValue(ResourceMetadataNames.MetadataAddress, out var value))
            {
                continue;
            }

            // Two addresses are a question, not an answer.
            if (address is not null && address != value)
            {
                throw Fault("The challenges of the API name several addresses of metadata");
            }

            address = value;
            scope ??= ScopeOf(challenge);
        }

        if (address is null)
        {
            throw Fault("No challenge of the API has a \"resource_metadata\"");
        }

        return EndpointUrl.TryParse(address, allowLoopbackHttp, out var url)
            ? new(url, scope)
            : throw Fault("The \"resource_metadata\" of the API's challenge isn't an absolute https URL without user information and fragment");
    }

    // It is a proposal: where it breaks the grammar, there is none.
    private static string? ScopeOf(AuthenticationChallenge challenge) =>
        challenge.Parameters.TryGetValue(Wire.Scope, out var scope) && ScopeText.IsValid(scope) ? scope : null;

    private static OAuthException Fault(string what) =>
        new(OAuthFault.ResourceChallenge, $"{what} (RFC 9728 section 5.1). Nothing was sent. Where the API's identifier is known, its metadata can be found by that.");
}
