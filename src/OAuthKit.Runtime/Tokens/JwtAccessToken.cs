using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// What an access token says, once it was validated
/// (<see href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2">RFC 9068 section 2.2</see>). Whether that is enough for a
/// request is for the API to say.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class JwtAccessToken
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly JsonElement _claims;

    private readonly string[] _scopes;

    internal JwtAccessToken(JsonElement claims, string? scope)
    {
        _claims = claims;
        _scopes = string.IsNullOrEmpty(scope) ? [] : scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The issuer (<c>iss</c>).</summary>
    public required string Issuer { get; init; }

    /// <summary>Whom the token is about (<c>sub</c>): a user, or the client itself where no user is involved.</summary>
    public required string Subject { get; init; }

    /// <summary>The client that got the token (<c>client_id</c>).</summary>
    public required string ClientId { get; init; }

    /// <summary>The APIs that the token is for (<c>aud</c>).</summary>
    public required IReadOnlyList<string> Audience { get; init; }

    /// <summary>The identifier of the token (<c>jti</c>).</summary>
    public required string TokenId { get; init; }

    /// <summary>When the token ends (<c>exp</c>).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the token was issued (<c>iat</c>).</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When the user signed in (<c>auth_time</c>); null where it is absent.</summary>
    public DateTimeOffset? AuthTime { get; init; }

    /// <summary>The class of the user's authentication (<c>acr</c>); null where it is absent.</summary>
    public string? Acr { get; init; }

    /// <summary>The values of the granted scope; empty where the token has none.</summary>
    public IReadOnlyList<string> Scopes => _scopes;

    /// <summary>
    /// What the token is bound to (<c>cnf</c>, <see href="https://www.rfc-editor.org/rfc/rfc7800#section-3.1">RFC 7800 section
    /// 3.1</see>): the request must prove that key or certificate, see <see cref="SenderProof"/>. Null where it is bound to nothing.
    /// </summary>
    public JsonElement? Confirmation => Binding?.Json;

    /// <summary>The SHA-256 thumbprint of the certificate that the token is bound to (<c>x5t#S256</c>, <see href="https://www.rfc-editor.org/rfc/rfc8705#section-3.1">RFC 8705 section 3.1</see>); null where it is bound to none.</summary>
    public string? CertificateThumbprint => Binding?.CertificateThumbprint;

    /// <summary>The thumbprint of the key that the token is bound to (<c>jkt</c>, <see href="https://www.rfc-editor.org/rfc/rfc9449#section-6.1">RFC 9449 section 6.1</see>); null where it is bound to none.</summary>
    public string? KeyThumbprint => Binding?.KeyThumbprint;

    internal Confirmation? Binding { get; init; }

    /// <summary>Whether a scope value was granted.</summary>
    /// <param name="scope">The value, compared with regard to case.</param>
    /// <returns>Whether it was.</returns>
    public bool HasScope(string scope) => Array.IndexOf(_scopes, scope) >= 0;

    /// <summary>All claims, as the server wrote them: one JSON object.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    public JsonElement Claims => _claims;

    /// <summary>Any claim, known to OAuthKit or not.</summary>
    /// <param name="name">The claim's name.</param>
    /// <param name="value">Its value, as the server wrote it.</param>
    /// <returns>Whether the token has the claim.</returns>
    public bool TryGetClaim(string name, [NotNullWhen(true)] out JsonElement value) => _claims.TryGetProperty(name, out value);

    /// <summary>A fixed text: claims are personal data.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => "[claims of an access token]";
}
