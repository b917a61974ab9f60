using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// Who is to be logged out, by the word of the authorization server
/// (<see href="https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken">Back-Channel Logout section 2.4</see>).
/// End the sessions of <see cref="SessionId"/>, or all of <see cref="Subject"/> where no session is named.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class LogoutToken
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly JsonElement _claims;

    internal LogoutToken(JsonElement claims, string issuer, string tokenId, DateTimeOffset issuedAt)
    {
        _claims = claims;
        Issuer = issuer;
        TokenId = tokenId;
        IssuedAt = issuedAt;
    }

    /// <summary>The issuer (<c>iss</c>), to which <see cref="Subject"/> and <see cref="SessionId"/> belong.</summary>
    public string Issuer { get; }

    /// <summary>The user (<c>sub</c>); null where only a session is named.</summary>
    public string? Subject => StrictJson.StringOrNull(_claims, JoseNames.Sub);

    /// <summary>The session (<c>sid</c>), as <see cref="IdToken.SessionId"/> named it; null where all sessions of the user are meant.</summary>
    public string? SessionId => StrictJson.StringOrNull(_claims, ClaimNames.Sid);

    /// <summary>The identifier of the token (<c>jti</c>).</summary>
    public string TokenId { get; }

    /// <summary>When the token was issued (<c>iat</c>).</summary>
    public DateTimeOffset IssuedAt { get; }

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
    public override string ToString() => "[logout token]";
}
