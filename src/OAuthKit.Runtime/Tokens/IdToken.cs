using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// Who has signed in, and how: an ID token that was validated
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect Core section 2</see>). A user is
/// known by <see cref="Issuer"/> and <see cref="Subject"/> together and by nothing else: mail addresses and names change hands
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#ClaimStability">section 5.7</see>).
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<IdToken>))]
public sealed class IdToken
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly JsonElement _claims;

    /// <param name="encoded">The token as it came.</param>
    /// <param name="claims">Its claims, checked, and not of a document that is disposed.</param>
    internal IdToken(EncodedIdToken encoded, JsonElement claims)
    {
        Encoded = encoded;
        _claims = claims;
        Issuer = StrictJson.StringOrNull(claims, JoseNames.Iss) ?? "";
        Subject = StrictJson.StringOrNull(claims, JoseNames.Sub) ?? "";
        Audience = claims.TryGetProperty(JoseNames.Aud, out var audience) ? AudienceClaim.Read(audience) ?? [] : [];
    }

    /// <summary>The token as it came, to be sent back to its server as a hint.</summary>
    public EncodedIdToken Encoded { get; }

    /// <summary>The issuer (<c>iss</c>), exactly as the server names itself.</summary>
    public string Issuer { get; }

    /// <summary>The user's identifier at the issuer (<c>sub</c>), never reassigned: compare it with regard to case.</summary>
    public string Subject { get; }

    /// <summary>What a user is known by: issuer and subject together. Keep accounts under this, never under <see cref="Email"/>.</summary>
    public (string Issuer, string Subject) Identity => (Issuer, Subject);

    /// <summary>Whom the token is for (<c>aud</c>): the client, and those of <see cref="IdTokenOptions.TrustedAudiences"/>.</summary>
    public IReadOnlyList<string> Audience { get; }

    /// <summary>The client that the token was issued to (<c>azp</c>); null where it is absent.</summary>
    public string? AuthorizedParty => Text(ClaimNames.Azp);

    /// <summary>When the token ends (<c>exp</c>). It says how long the token may be taken, not how long a session lasts.</summary>
    public DateTimeOffset ExpiresAt => Time(JoseNames.Exp).GetValueOrDefault();

    /// <summary>When the token was issued (<c>iat</c>).</summary>
    public DateTimeOffset IssuedAt => Time(JoseNames.Iat).GetValueOrDefault();

    /// <summary>When the user signed in (<c>auth_time</c>); null where it is absent.</summary>
    public DateTimeOffset? AuthTime => Time(ClaimNames.AuthTime);

    /// <summary>The <c>nonce</c> of the authentication request; null where it had none.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Nonce => Text(ClaimNames.Nonce);

    /// <summary>The class of the authentication (<c>acr</c>); null where it is absent.</summary>
    public string? Acr => Text(ClaimNames.Acr);

    /// <summary>The methods of the authentication (<c>amr</c>, <see href="https://www.rfc-editor.org/rfc/rfc8176#section-2">RFC 8176 section 2</see>); empty where it is absent.</summary>
    public IReadOnlyList<string> Amr => _claims.TryGetProperty(ClaimNames.Amr, out var value) ? AudienceClaim.Read(value) ?? [] : [];

    /// <summary>The session at the server (<c>sid</c>), by which a logout names it; null where it is absent.</summary>
    public string? SessionId => Text(ClaimNames.Sid);

    /// <summary>The name for display; null where it is absent or no string.</summary>
    public string? Name => Text(ClaimNames.Name);

    /// <summary>The name by which the user wants to be called; null where it is absent or no string.</summary>
    public string? PreferredUsername => Text(ClaimNames.PreferredUsername);

    /// <summary>The mail address, which doesn't identify the user; null where it is absent or no string.</summary>
    public string? Email => Text(ClaimNames.Email);

    /// <summary>Whether the server has seen that the user has the mail address; false where it doesn't say so.</summary>
    public bool IsEmailVerified => _claims.TryGetProperty(ClaimNames.EmailVerified, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>All claims, as the server wrote them: one JSON object.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public JsonElement Claims => _claims;

    /// <summary>Any claim, known to OAuthKit or not.</summary>
    /// <param name="name">The claim's name.</param>
    /// <param name="value">Its value, as the server wrote it.</param>
    /// <returns>Whether the token has the claim.</returns>
    public bool TryGetClaim(string name, [NotNullWhen(true)] out JsonElement value) => _claims.TryGetProperty(name, out value);

    /// <summary>A fixed text: claims are personal data.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => "[ID token]";

    private string? Text(string name) => StrictJson.StringOrNull(_claims, name);

    private DateTimeOffset? Time(string name) =>
        _claims.TryGetProperty(name, out var value) && NumericDate.TryRead(value, out var time) ? time : null;
}
