using System.Diagnostics;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// A token with its type, as a token exchange takes them
/// (<see href="https://www.rfc-editor.org/rfc/rfc8693#section-2.1">RFC 8693 section 2.1</see>). OAuthKit's own tokens know
/// their type, and stand for one by themselves. It shows no token.
/// </summary>
/// <remarks>
/// A type is given as a URI or by its short name: <c>access_token</c>, <c>refresh_token</c>, <c>id_token</c>, <c>saml1</c>,
/// <c>saml2</c>, <c>jwt</c> (<see href="https://www.rfc-editor.org/rfc/rfc8693#section-3">RFC 8693 section 3</see>).
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<ExchangeToken>))]
public sealed class ExchangeToken
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _token;

    /// <summary>A token of any kind.</summary>
    /// <param name="token">The token as it is sent: base64url for a SAML assertion.</param>
    /// <param name="type">Its type.</param>
    /// <exception cref="ArgumentException">The token is empty, or the type is neither a URI nor a short name.</exception>
    public ExchangeToken(string token, string type)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        _token = token;
        Type = TokenTypeNames.Expand(type, nameof(type));
    }

    /// <summary>The type, as a URI.</summary>
    public string Type { get; }

    /// <summary>An access token.</summary>
    /// <param name="token">The token.</param>
    public static implicit operator ExchangeToken(AccessToken token) => From(token);

    /// <summary>A refresh token.</summary>
    /// <param name="token">The token.</param>
    public static implicit operator ExchangeToken(RefreshToken token) => From(token);

    /// <summary>An ID token.</summary>
    /// <param name="token">The token.</param>
    public static implicit operator ExchangeToken(EncodedIdToken token) => From(token);

    /// <summary>The access token among tokens.</summary>
    /// <param name="tokens">The tokens.</param>
    public static implicit operator ExchangeToken(TokenSet tokens) => From(tokens);

    /// <summary>An access token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="type"><c>access_token</c>, or <c>jwt</c> where it is one and the server wants to hear that.</param>
    /// <returns>The token with its type.</returns>
    /// <exception cref="ArgumentException">The type is that of another kind of token.</exception>
    public static ExchangeToken From(AccessToken token, string type = TokenTypeNames.AccessToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Checked(token, type, TokenTypeNames.AccessToken);
    }

    /// <summary>A refresh token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The token with its type.</returns>
    public static ExchangeToken From(RefreshToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new(token.Reveal(), TokenTypeNames.RefreshToken);
    }

    /// <summary>An ID token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="type"><c>id_token</c>, or <c>jwt</c> where the server wants to hear that.</param>
    /// <returns>The token with its type.</returns>
    /// <exception cref="ArgumentException">The type is that of another kind of token.</exception>
    public static ExchangeToken From(EncodedIdToken token, string type = TokenTypeNames.IdToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Checked(token, type, TokenTypeNames.IdToken);
    }

    /// <summary>The token of a type among tokens: what is said is what is sent.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="type"><c>access_token</c>, <c>refresh_token</c>, <c>id_token</c>, or <c>jwt</c> for the access token.</param>
    /// <returns>The token with its type.</returns>
    /// <exception cref="ArgumentException">There is no token of this type among them.</exception>
    public static ExchangeToken From(TokenSet tokens, string type = TokenTypeNames.AccessToken)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var uri = TokenTypeNames.Expand(type, nameof(type));
        Secret? token =
            TokenTypeNames.Is(uri, TokenTypeNames.AccessToken, TokenTypeNames.Jwt) ? tokens.AccessToken
            : TokenTypeNames.Is(uri, TokenTypeNames.RefreshToken) ? tokens.RefreshToken
            : TokenTypeNames.Is(uri, TokenTypeNames.IdToken) ? tokens.EncodedIdToken
            : null;
        return token is null
            ? throw new ArgumentException($"There is no token of the type \"{ServerText.Clean(type)}\" among the tokens.", nameof(type))
            : new(token.Reveal(), uri);
    }

    /// <summary>The type; no token.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"[token of the type {Type}]";

    internal string Reveal() => _token;

    private static ExchangeToken Checked(Secret token, string type, string own)
    {
        var uri = TokenTypeNames.Expand(type, nameof(type));
        return TokenTypeNames.Is(uri, own, TokenTypeNames.Jwt)
            ? new(token.Reveal(), uri)
            : throw new ArgumentException($"The token is of the type {own}, and isn't sent as \"{ServerText.Clean(type)}\".", nameof(type));
    }
}
