using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// Claims about a user, as the UserInfo endpoint gave them
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims">OpenID Connect Core section 5.1</see>).
/// Only <see cref="Subject"/>, together with the issuer, says who it is: mail addresses and names change hands. Claims of
/// other sources (<c>_claim_sources</c>) aren't fetched.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class UserInfo
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly JsonElement _claims;

    internal UserInfo(string subject, JsonElement claims)
    {
        Subject = subject;
        _claims = claims;
    }

    /// <summary>The user's identifier at the issuer (<c>sub</c>), never reassigned.</summary>
    public string Subject { get; }

    /// <summary>The name for display; null where it is absent or no string.</summary>
    public string? Name => StrictJson.StringOrNull(_claims, ClaimNames.Name);

    /// <summary>The name by which the user wants to be called; null where it is absent or no string.</summary>
    public string? PreferredUsername => StrictJson.StringOrNull(_claims, ClaimNames.PreferredUsername);

    /// <summary>The mail address; null where it is absent or no string.</summary>
    public string? Email => StrictJson.StringOrNull(_claims, ClaimNames.Email);

    /// <summary>Whether the server has seen that the user has the mail address; false where it doesn't say so.</summary>
    public bool IsEmailVerified => _claims.TryGetProperty(ClaimNames.EmailVerified, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>All claims, as the server wrote them: one JSON object.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    public JsonElement Claims => _claims;

    /// <summary>Any claim, known to OAuthKit or not.</summary>
    /// <param name="name">The claim's name.</param>
    /// <param name="value">Its value, as the server wrote it; it may be null or empty.</param>
    /// <returns>Whether the answer has the claim.</returns>
    public bool TryGetClaim(string name, [NotNullWhen(true)] out JsonElement value) => _claims.TryGetProperty(name, out value);

    /// <summary>A fixed text: claims are personal data.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => "[claims about a user]";
}
