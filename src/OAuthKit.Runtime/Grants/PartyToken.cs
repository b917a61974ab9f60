using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>
/// A token that stands for somebody in a call: <see cref="SubjectToken"/> and <see cref="ActorToken"/>. It goes to the
/// authorization server only, in exchange for the token of the call.
/// </summary>
public abstract class PartyToken : Secret
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private byte[]? _hash;

    // The type stands in front, so that two tokens are equal only where their types are too.
    private protected PartyToken(string token, string type, DateTimeOffset? expiresAt)
        : base($"{type} {token}")
    {
        ExpiresAt = expiresAt;
    }

    /// <summary>The type, as a URI (<see href="https://www.rfc-editor.org/rfc/rfc8693#section-3">RFC 8693 section 3</see>).</summary>
    public string Type => _text[..TypeLength];

    /// <summary>When it ends, where that is known.</summary>
    internal DateTimeOffset? ExpiresAt { get; }

    /// <summary>SHA-256 of type and token, computed once.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal ReadOnlySpan<byte> Hash => _hash ??= SHA256.HashData(Encoding.UTF8.GetBytes(_text));

    // Neither a URI nor a short name has a space.
    private int TypeLength => _text.IndexOf(' ', StringComparison.Ordinal);

    /// <inheritdoc/>
    public sealed override string Reveal() => _text[(TypeLength + 1)..];

    internal ExchangeToken ToExchangeToken() => new(Reveal(), Type);

    /// <summary>Whether a text has the form of a token: visible ASCII.</summary>
    private protected static bool IsToken(string? text) => IsWithin(text, '\x21', '\x7E');

    private protected static FormatException NotAToken(string kind) => new($"The {kind} is empty or has a character other than visible ASCII.");

    /// <summary>When the token of a type among tokens ends; null where nobody knows.</summary>
    private protected static DateTimeOffset? EndOf(TokenSet tokens, ExchangeToken token) =>
        TokenTypeNames.Is(token.Type, TokenTypeNames.AccessToken, TokenTypeNames.Jwt) ? tokens.ExpiresAt
        : TokenTypeNames.Is(token.Type, TokenTypeNames.IdToken) ? tokens.IdToken?.ExpiresAt
        : null;
}
