using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// What an authorization server says of itself
/// (<see href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414 section 2</see>). Members are checked when they are
/// used, so a fault in one doesn't disturb the others. <c>signed_metadata</c> isn't used.
/// </summary>
public sealed class ServerMetadata
{
    private static readonly string[] _defaultAuthMethods = [AuthenticationMethods.ClientSecretBasic];
    private static readonly string[] _defaultGrantTypes = ["authorization_code", "implicit"];
    private static readonly string[] _defaultResponseModes = ["query", "fragment"];

    private readonly JsonElement _document;
    private readonly ConcurrentDictionary<string, Uri> _endpoints = new(StringComparer.Ordinal);

    private ServerMetadata(string issuer, JsonElement document)
    {
        Issuer = issuer;
        _document = document;
    }

    /// <summary>The issuer, exactly as the server writes it.</summary>
    public string Issuer { get; }

    /// <summary>The token endpoint.</summary>
    /// <exception cref="OAuthException">It is missing, or isn't an absolute https URL.</exception>
    public Uri TokenEndpoint => GetEndpoint(MetadataNames.TokenEndpoint, allowLoopbackHttp: false);

    /// <summary>The client authentication methods of the token endpoint; <c>client_secret_basic</c> where the server lists none.</summary>
    /// <exception cref="OAuthException">The member isn't a list of strings.</exception>
    public IReadOnlyList<string> TokenEndpointAuthMethodsSupported =>
        GetList(MetadataNames.TokenEndpointAuthMethodsSupported) ?? _defaultAuthMethods;

    /// <summary>The grant types; <c>authorization_code</c> and <c>implicit</c> where the server lists none. Servers omit this list often, so don't conclude from it that a grant is refused.</summary>
    /// <exception cref="OAuthException">The member isn't a list of strings.</exception>
    public IReadOnlyList<string> GrantTypesSupported => GetList(MetadataNames.GrantTypesSupported) ?? _defaultGrantTypes;

    /// <summary>The response modes; <c>query</c> and <c>fragment</c> where the server lists none.</summary>
    /// <exception cref="OAuthException">The member isn't a list of strings.</exception>
    public IReadOnlyList<string> ResponseModesSupported => GetList(MetadataNames.ResponseModesSupported) ?? _defaultResponseModes;

    /// <summary>The scopes that the server names, which needn't be all; empty where it lists none.</summary>
    /// <exception cref="OAuthException">The member isn't a list of strings.</exception>
    public IReadOnlyList<string> ScopesSupported => GetList(MetadataNames.ScopesSupported) ?? [];

    /// <summary>Whether authorization responses carry <c>iss</c> (<see href="https://www.rfc-editor.org/rfc/rfc9207#section-3">RFC 9207 section 3</see>); false where the server doesn't say.</summary>
    /// <exception cref="OAuthException">The member isn't a boolean.</exception>
    public bool AuthorizationResponseIssParameterSupported => GetFlag(MetadataNames.AuthorizationResponseIssParameterSupported);

    /// <summary>Reads a metadata document.</summary>
    /// <param name="json">The document, one JSON object.</param>
    /// <returns>The metadata.</returns>
    /// <exception cref="OAuthException">It isn't one JSON object without duplicate names, or has no <c>issuer</c>.</exception>
    public static ServerMetadata Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json), expectedIssuer: null);
    }

    /// <summary>All that the document says, as the server wrote it: one JSON object.</summary>
    [JsonIgnore]
    public JsonElement Members => _document;

    /// <summary>Any member of the document, known to OAuthKit or not.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value, as it stands in the document.</param>
    /// <returns>Whether the document has the member.</returns>
    public bool TryGetMember(string name, out JsonElement value) => _document.TryGetProperty(name, out value);

    internal static ServerMetadata Read(ReadOnlyMemory<byte> json, string? expectedIssuer)
    {
        using var document = StrictJson.ParseObject(json)
            ?? throw new OAuthException(OAuthFault.MetadataMalformed, "The metadata document of the authorization server isn't one JSON object without duplicate names (RFC 8414 section 3.2).");
        var issuer = StrictJson.StringOrNull(document.RootElement, MetadataNames.Issuer);
        if (expectedIssuer is null && string.IsNullOrEmpty(issuer))
        {
            throw Missing(MetadataNames.Issuer);
        }

        // RFC 8414 section 3.3: identical, code point by code point.
        if (string.IsNullOrEmpty(issuer) || (expectedIssuer is not null && issuer != expectedIssuer))
        {
            throw new OAuthException(
                OAuthFault.MetadataIssuerMismatch,
                $"The metadata document names the issuer \"{ServerText.Clean(issuer)}\", but \"{expectedIssuer}\" is configured. They must be identical, to the slash (RFC 8414 section 3.3): configure the issuer as the server writes it, if this is the server that you mean.");
        }

        return new ServerMetadata(issuer, document.RootElement.Clone());
    }

    internal Uri GetEndpoint(string name, bool allowLoopbackHttp)
    {
        if (_endpoints.TryGetValue(name, out var known))
        {
            return EndpointUrl.IsSecure(known, allowLoopbackHttp) ? known : throw Invalid(name, "an absolute https URL");
        }

        return EndpointUrl.TryParse(StrictJson.StringOrNull(Require(name)), allowLoopbackHttp, out var url)
            ? _endpoints.GetOrAdd(name, url)
            : throw Invalid(name, "an absolute https URL without user information and fragment");
    }

    /// <summary>The address of an endpoint for clients that show a certificate; null where the server has none.</summary>
    internal Uri? FindAlias(string name)
    {
        if (!_document.TryGetProperty(MetadataNames.MtlsEndpointAliases, out var aliases))
        {
            return null;
        }

        if (aliases.ValueKind != JsonValueKind.Object)
        {
            throw Invalid(MetadataNames.MtlsEndpointAliases, "an object");
        }

        if (!aliases.TryGetProperty(name, out var alias))
        {
            return null;
        }

        return EndpointUrl.TryParse(StrictJson.StringOrNull(alias), allowLoopbackHttp: false, out var url)
            ? url
            : throw Invalid($"{MetadataNames.MtlsEndpointAliases}.{name}", "an absolute https URL without user information and fragment");
    }

    /// <summary>A list of strings; null where the member is absent.</summary>
    internal IReadOnlyList<string>? GetList(string name) =>
        _document.TryGetProperty(name, out var value) ? StrictJson.StringsOrNull(value) ?? throw Invalid(name, "a list of strings") : null;

    internal bool GetFlag(string name)
    {
        if (!_document.TryGetProperty(name, out var value))
        {
            return false;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Invalid(name, "a boolean");
    }

    private JsonElement Require(string name) =>
        _document.TryGetProperty(name, out var value)
            ? value
            : throw Missing(name);

    private static OAuthException Missing(string name) =>
        new(OAuthFault.MetadataMemberMissing, $"The metadata of the authorization server has no \"{name}\" (RFC 8414 section 2). The server doesn't offer this, or it has to be configured by hand.");

    private static OAuthException Invalid(string name, string expected) =>
        new(OAuthFault.MetadataMemberInvalid, $"\"{name}\" in the metadata of the authorization server isn't {expected} (RFC 8414 section 2).");
}
