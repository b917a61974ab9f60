using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>
/// What an API says of itself: which authorization servers it takes tokens of, and what these tokens must be
/// (<see href="https://www.rfc-editor.org/rfc/rfc9728#section-2">RFC 9728 section 2</see>). Members are checked when they are
/// used, so a fault in one doesn't disturb the others. <c>signed_metadata</c> isn't used: what counts is that the document
/// comes by https from where the API's name leads.
/// </summary>
public sealed class ProtectedResourceMetadata
{
    private readonly JsonElement _document;

    private ProtectedResourceMetadata(string resource, JsonElement document)
    {
        Resource = resource;
        _document = document;
    }

    /// <summary>The resource identifier, exactly as the API writes it: the value of <c>resource</c> in requests for its tokens (<see href="https://www.rfc-editor.org/rfc/rfc8707#section-2">RFC 8707 section 2</see>).</summary>
    public string Resource { get; }

    /// <summary>
    /// The issuers of the authorization servers that the API names; empty where it names none. It is the word of the API: ask for
    /// tokens of those only that you trust (<see cref="ProtectedResourceOptions"/>).
    /// </summary>
    /// <exception cref="OAuthException">The member isn't a list of strings.</exception>
    public IReadOnlyList<string> AuthorizationServers => GetList(ResourceMetadataNames.AuthorizationServers) ?? [];

    /// <summary>The scopes that the API names, which needn't be all; empty where it lists none.</summary>
    /// <exception cref="OAuthException">The member isn't a list of strings.</exception>
    public IReadOnlyList<string> ScopesSupported => GetList(ResourceMetadataNames.ScopesSupported) ?? [];

    /// <summary>
    /// The ways of sending a bearer token that the API takes: <c>header</c>, <c>body</c>, <c>query</c>; null where it doesn't say,
    /// and empty where it takes none. OAuthKit sends tokens in the header only.
    /// </summary>
    /// <exception cref="OAuthException">The member isn't a list of strings.</exception>
    public IReadOnlyList<string>? BearerMethodsSupported => GetList(ResourceMetadataNames.BearerMethodsSupported);

    /// <summary>Where the API's own public keys are; null where it doesn't say.</summary>
    /// <exception cref="OAuthException">The member isn't an absolute https URL.</exception>
    public Uri? JwksUri => GetUrl(ResourceMetadataNames.JwksUri, isPage: false);

    /// <summary>The algorithms by which the API signs what it answers; empty where it lists none.</summary>
    /// <exception cref="OAuthException">The member isn't a list of strings.</exception>
    public IReadOnlyList<string> ResourceSigningAlgValuesSupported => GetList(ResourceMetadataNames.ResourceSigningAlgValuesSupported) ?? [];

    /// <summary>The name of the API for people; null where it has none. It is the API's text: untrusted. Names in other languages (<c>resource_name#de</c>) are among the members.</summary>
    /// <exception cref="OAuthException">The member isn't a string.</exception>
    public string? ResourceName => _document.TryGetProperty(ResourceMetadataNames.ResourceName, out var value)
        ? StrictJson.StringOrNull(value) ?? throw Invalid(ResourceMetadataNames.ResourceName, "a string")
        : null;

    /// <summary>A page for developers; null where there is none.</summary>
    /// <exception cref="OAuthException">The member isn't an absolute URL of the web.</exception>
    public Uri? ResourceDocumentation => GetUrl(ResourceMetadataNames.ResourceDocumentation, isPage: true);

    /// <summary>A page about what may be done with the API's data; null where there is none.</summary>
    /// <exception cref="OAuthException">The member isn't an absolute URL of the web.</exception>
    public Uri? ResourcePolicyUri => GetUrl(ResourceMetadataNames.ResourcePolicyUri, isPage: true);

    /// <summary>The API's terms of service; null where there are none.</summary>
    /// <exception cref="OAuthException">The member isn't an absolute URL of the web.</exception>
    public Uri? ResourceTosUri => GetUrl(ResourceMetadataNames.ResourceTosUri, isPage: true);

    /// <summary>Whether the API takes tokens that are bound to a certificate (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-3">RFC 8705 section 3</see>); false where it doesn't say.</summary>
    /// <exception cref="OAuthException">The member isn't a boolean.</exception>
    public bool TlsClientCertificateBoundAccessTokens => GetFlag(ResourceMetadataNames.TlsClientCertificateBoundAccessTokens);

    /// <summary>The types of authorization details that the API knows (<see href="https://www.rfc-editor.org/rfc/rfc9396">RFC 9396</see>); empty where it lists none.</summary>
    /// <exception cref="OAuthException">The member isn't a list of strings.</exception>
    public IReadOnlyList<string> AuthorizationDetailsTypesSupported => GetList(ResourceMetadataNames.AuthorizationDetailsTypesSupported) ?? [];

    /// <summary>The algorithms of DPoP proofs that the API takes; empty where it lists none.</summary>
    /// <exception cref="OAuthException">The member isn't a list of strings.</exception>
    public IReadOnlyList<string> DpopSigningAlgValuesSupported => GetList(ResourceMetadataNames.DpopSigningAlgValuesSupported) ?? [];

    /// <summary>Whether the API takes DPoP-bound tokens only (<see href="https://www.rfc-editor.org/rfc/rfc9449">RFC 9449</see>); false where it doesn't say.</summary>
    /// <exception cref="OAuthException">The member isn't a boolean.</exception>
    public bool DpopBoundAccessTokensRequired => GetFlag(ResourceMetadataNames.DpopBoundAccessTokensRequired);

    /// <summary>Reads a metadata document, of whichever API it is.</summary>
    /// <param name="json">The document, one JSON object.</param>
    /// <returns>The metadata.</returns>
    /// <exception cref="OAuthException">It isn't one JSON object without duplicate names, or has no <c>resource</c>.</exception>
    public static ProtectedResourceMetadata Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json), expected: null);
    }

    /// <summary>Any member of the document, known to OAuthKit or not.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value, as it stands in the document.</param>
    /// <returns>Whether the document has the member.</returns>
    public bool TryGetMember(string name, out JsonElement value) => _document.TryGetProperty(name, out value);

    internal static ProtectedResourceMetadata Read(ReadOnlyMemory<byte> json, RequestedResource? expected)
    {
        // RFC 9728 section 3.2.
        using var document = StrictJson.ParseObject(json)
            ?? throw new OAuthException(OAuthFault.ResourceMetadataMalformed, "The metadata document of the API isn't one JSON object without duplicate names (RFC 9728 section 3.2).");
        // Section 2: REQUIRED.
        if (StrictJson.StringOrNull(document.RootElement, ResourceMetadataNames.Resource) is not { Length: > 0 } resource)
        {
            throw new OAuthException(OAuthFault.ResourceMetadataMember, "The metadata document of the API has no \"resource\" (RFC 9728 section 2).");
        }

        // Section 3.3: identical, code point by code point; nothing of another document may be used.
        if (expected is not null && !expected.IsNamed(resource))
        {
            throw new OAuthException(
                OAuthFault.ResourceMetadataMismatch,
                $"The metadata document of the API names the resource \"{ResourceIdentifier.ForMessages(resource)}\", but it was fetched for \"{ResourceIdentifier.ForMessages(expected.Identifier)}\". They must be identical, to the slash (RFC 9728 section 3.3): give the identifier as the API writes it, if this is the API that you mean.");
        }

        return new ProtectedResourceMetadata(resource, document.RootElement.Clone());
    }

    private List<string>? GetList(string name) =>
        _document.TryGetProperty(name, out var value) ? StrictJson.StringsOrNull(value) ?? throw Invalid(name, "a list of strings") : null;

    private bool GetFlag(string name)
    {
        if (!_document.TryGetProperty(name, out var value))
        {
            return false;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Invalid(name, "a boolean");
    }

    // A page is for people, who may be shown http; anything else than the web would run or open something.
    private Uri? GetUrl(string name, bool isPage)
    {
        if (!_document.TryGetProperty(name, out var value))
        {
            return null;
        }

        return Uri.TryCreate(StrictJson.StringOrNull(value), UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (isPage && url.Scheme == Uri.UriSchemeHttp)) && url.UserInfo.Length == 0
            ? url
            : throw Invalid(name, isPage ? "an absolute URL of the web" : "an absolute https URL");
    }

    private static OAuthException Invalid(string name, string expected) =>
        new(OAuthFault.ResourceMetadataMember, $"\"{name}\" in the metadata of the API isn't {expected} (RFC 9728 section 2).");
}
