using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>
/// What a client registers about itself, or a server has registered
/// (<see href="https://www.rfc-editor.org/rfc/rfc7591#section-2">RFC 7591 section 2</see>). What is null is left to the
/// server.
/// </summary>
public sealed class ClientMetadata
{
    internal static readonly Dictionary<string, JsonElement> NoOtherMembers = new(0);

    /// <summary>The redirect URIs, exactly as they will be sent; required for grants with a redirect.</summary>
    public IReadOnlyList<string>? RedirectUris { get; init; }

    /// <summary>The client authentication method, such as <c>private_key_jwt</c>. A server takes <c>client_secret_basic</c> where none is named.</summary>
    public string? TokenEndpointAuthMethod { get; init; }

    /// <summary>The grant types. A server takes <c>authorization_code</c> where none is named.</summary>
    public IReadOnlyList<string>? GrantTypes { get; init; }

    /// <summary>The response types. A server takes <c>code</c> where none is named.</summary>
    public IReadOnlyList<string>? ResponseTypes { get; init; }

    /// <summary>The name that users are shown.</summary>
    public string? ClientName { get; init; }

    /// <summary>A page about the client.</summary>
    public string? ClientUri { get; init; }

    /// <summary>The client's logo.</summary>
    public string? LogoUri { get; init; }

    /// <summary>The scope values that the client may ask for, separated by spaces.</summary>
    public string? Scope { get; init; }

    /// <summary>Whom to ask about the client, usually mail addresses.</summary>
    public IReadOnlyList<string>? Contacts { get; init; }

    /// <summary>The client's terms of service.</summary>
    public string? TosUri { get; init; }

    /// <summary>What the client does with personal data.</summary>
    public string? PolicyUri { get; init; }

    /// <summary>Where the client's public keys are. Not together with <see cref="Jwks"/>.</summary>
    public string? JwksUri { get; init; }

    /// <summary>The client's public keys, a JWK set as JSON text. Not together with <see cref="JwksUri"/>.</summary>
    /// <exception cref="ArgumentException">It isn't a set of keys, or one of them is private or shared. The message doesn't hold it.</exception>
    public string? Jwks
    {
        get;
        init => field = value is null ? null : CheckKeys(value);
    }

    /// <summary>The identifier of the software, the same for each of its installations.</summary>
    public string? SoftwareId { get; init; }

    /// <summary>The version of the software.</summary>
    public string? SoftwareVersion { get; init; }

    /// <summary>A JWT in which somebody whom the server trusts says what the software is (<see href="https://www.rfc-editor.org/rfc/rfc7591#section-2.3">RFC 7591 section 2.3</see>). It is sent as it is.</summary>
    public string? SoftwareStatement { get; init; }

    /// <summary>Whether the client wants its tokens bound to the certificate that it shows (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-3.4">RFC 8705 section 3.4</see>).</summary>
    public bool? TlsClientCertificateBoundAccessTokens { get; init; }

    /// <summary>Whether the client calls the server's <c>mtls_endpoint_aliases</c> in any case (FAPI 2.0 Security Profile).</summary>
    public bool? UseMtlsEndpointAliases { get; init; }

    /// <summary>Every other member, by name: those of other specifications, and names in several languages (<c>client_name#fr</c>).</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyDictionary<string, JsonElement> OtherMembers { get; init; } = NoOtherMembers;

    // RFC 7591 section 2: public keys. A private one would be told to the server for good.
    private static string CheckKeys(string json)
    {
        using var document = StrictJson.ParseObject(Encoding.UTF8.GetBytes(json));
        if (document is null || !document.RootElement.TryGetProperty(JoseNames.Keys, out var keys) || keys.ValueKind != JsonValueKind.Array)
        {
            throw new ArgumentException("The text isn't a JWK set: one JSON object without duplicate names, with a list \"keys\" (RFC 7517 section 5).", nameof(json));
        }

        foreach (var key in keys.EnumerateArray())
        {
            if (key.ValueKind != JsonValueKind.Object || JsonWebKeyReader.IsPrivate(key))
            {
                throw new ArgumentException("A key of the set is private or shared, or is no JWK. Register public keys only (RFC 7591 section 2).", nameof(json));
            }
        }

        return json;
    }
}
