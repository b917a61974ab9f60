using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// What the authorization server says of a token
/// (<see href="https://www.rfc-editor.org/rfc/rfc7662#section-2.2">RFC 7662 section 2.2</see>). Of a token that isn't active
/// it says nothing else: all other members are empty then, whatever the answer held.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Introspection
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly JsonElement _members;

    internal Introspection(JsonElement members) => _members = members;

    internal static Introspection Inactive { get; } = new(default);

    /// <summary>Whether the token is valid now, in the eyes of the server. Nothing else of the answer matters where it isn't.</summary>
    public bool IsActive => _members.ValueKind == JsonValueKind.Object;

    /// <summary>The scope of the token, as scope values separated by spaces.</summary>
    public string? Scope { get; internal init; }

    /// <summary>The client that the token was issued to.</summary>
    public string? ClientId { get; internal init; }

    /// <summary>A name for people of the user who authorized the token. Don't decide anything by it.</summary>
    public string? Username { get; internal init; }

    /// <summary>The type of the token, such as <c>Bearer</c>.</summary>
    public string? TokenType { get; internal init; }

    /// <summary>When the token ends.</summary>
    public DateTimeOffset? ExpiresAt { get; internal init; }

    /// <summary>When the token was issued.</summary>
    public DateTimeOffset? IssuedAt { get; internal init; }

    /// <summary>When the token begins.</summary>
    public DateTimeOffset? NotBefore { get; internal init; }

    /// <summary>Whom the token is about. It names somebody only together with the issuer.</summary>
    public string? Subject { get; internal init; }

    /// <summary>Whom the token is for. Refuse it where that isn't you.</summary>
    public IReadOnlyList<string> Audience { get; internal init; } = [];

    /// <summary>Who issued the token.</summary>
    public string? Issuer { get; internal init; }

    /// <summary>The identifier of the token.</summary>
    public string? TokenId { get; internal init; }

    /// <summary>The key or certificate that the token is bound to, where it is (<c>cnf</c>, <see href="https://www.rfc-editor.org/rfc/rfc7800#section-3">RFC 7800 section 3</see>). Refuse a bound token whose proof wasn't checked, see <see cref="SenderProof"/>.</summary>
    public JsonElement? Confirmation => Binding?.Json;

    /// <summary>The SHA-256 thumbprint of the certificate that the token is bound to (<c>x5t#S256</c>, <see href="https://www.rfc-editor.org/rfc/rfc8705#section-3.2">RFC 8705 section 3.2</see>); null where it is bound to none.</summary>
    public string? CertificateThumbprint => Binding?.CertificateThumbprint;

    /// <summary>The thumbprint of the key that the token is bound to (<c>jkt</c>, <see href="https://www.rfc-editor.org/rfc/rfc9449#section-6.2">RFC 9449 section 6.2</see>); null where it is bound to none.</summary>
    public string? KeyThumbprint => Binding?.KeyThumbprint;

    internal Confirmation? Binding { get; init; }

    /// <summary>Nothing is said of a token that isn't active, so nothing can be wrong with its sender.</summary>
    internal void CheckSender(SenderProof proof)
    {
        if (IsActive)
        {
            proof.Check(Binding);
        }
    }

    /// <summary>Whether an active token has a scope value.</summary>
    /// <param name="scope">One scope value.</param>
    /// <returns>False where the token isn't active.</returns>
    public bool HasScope(string scope)
    {
        ArgumentException.ThrowIfNullOrEmpty(scope);
        foreach (var range in Scope.AsSpan().Split(' '))
        {
            if (Scope.AsSpan(range).SequenceEqual(scope))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All that the server says, as it wrote it: one JSON object; null where the token isn't active.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    public JsonElement? Members => IsActive ? _members : null;

    /// <summary>Any member of the answer, known to OAuthKit or not.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value, as the server wrote it.</param>
    /// <returns>False where there is no such member, and always where the token isn't active.</returns>
    public bool TryGetMember(string name, [NotNullWhen(true)] out JsonElement value)
    {
        value = default;
        return IsActive && _members.TryGetProperty(name, out value);
    }

    /// <summary>Whether the token is active, and its scope.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => IsActive ? $"active token, scope \"{ServerText.Clean(Scope)}\"" : "inactive token";
}
