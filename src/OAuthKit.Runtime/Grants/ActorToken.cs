using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// The token of the one who acts in a call, where that is somebody else than the subject
/// (<see href="https://www.rfc-editor.org/rfc/rfc8693#section-1.1">RFC 8693 section 1.1</see>). It goes to the authorization
/// server, in exchange for the token of the call, and never to the API.
/// </summary>
[JsonConverter(typeof(SecretJsonConverter<ActorToken>))]
public sealed class ActorToken : PartyToken
{
    private ActorToken(string token, string type, DateTimeOffset? expiresAt = null)
        : base(token, type, expiresAt)
    {
    }

    private protected override string Kind => "actor token";

    /// <summary>Takes an access token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The token as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The token is empty or has a character other than visible ASCII.</exception>
    public static ActorToken Parse(string token) => TryParse(token, out var result) ? result : throw NotAToken("actor token");

    /// <summary>Takes a token of any type.</summary>
    /// <param name="token">The token.</param>
    /// <param name="type">Its type, as a URI or by its short name, see <see cref="ExchangeToken"/>.</param>
    /// <returns>The token as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The token is empty or has a character other than visible ASCII.</exception>
    /// <exception cref="ArgumentException">The type is neither a URI nor a short name.</exception>
    public static ActorToken Parse(string token, string type)
    {
        var uri = TokenTypeNames.Expand(type, nameof(type));
        return IsToken(token) ? new(token, uri) : throw NotAToken("actor token");
    }

    /// <summary>Takes an access token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="result">The token as a value that doesn't leak.</param>
    /// <returns>Whether the token has the form of one.</returns>
    public static bool TryParse(string? token, [NotNullWhen(true)] out ActorToken? result)
    {
        result = IsToken(token) ? new ActorToken(token!, TokenTypeNames.Expand(TokenTypeNames.AccessToken, nameof(token))) : null;
        return result is not null;
    }

    /// <summary>Takes an access token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="type"><c>access_token</c>, or <c>jwt</c> where it is one and the server wants to hear that.</param>
    /// <returns>The token with its type.</returns>
    /// <exception cref="ArgumentException">The type is that of another kind of token.</exception>
    public static ActorToken From(AccessToken token, string type = TokenTypeNames.AccessToken) => Of(ExchangeToken.From(token, type));

    /// <summary>Takes an ID token, whose end is known.</summary>
    /// <param name="token">The ID token.</param>
    /// <param name="type"><c>id_token</c>, or <c>jwt</c>.</param>
    /// <returns>The token with its type.</returns>
    /// <exception cref="ArgumentException">The type is that of another kind of token.</exception>
    public static ActorToken From(IdToken token, string type = TokenTypeNames.IdToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Of(ExchangeToken.From(token.Encoded, type), token.ExpiresAt);
    }

    /// <summary>Takes one of some tokens, with its end where that is known: what is had for it isn't kept any longer.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="type"><c>access_token</c>, <c>refresh_token</c>, <c>id_token</c>, or <c>jwt</c> for the access token.</param>
    /// <returns>The token with its type.</returns>
    /// <exception cref="ArgumentException">There is no token of this type among them.</exception>
    public static ActorToken From(TokenSet tokens, string type = TokenTypeNames.AccessToken)
    {
        var token = ExchangeToken.From(tokens, type);
        return Of(token, EndOf(tokens, token));
    }

    private static ActorToken Of(ExchangeToken token, DateTimeOffset? expiresAt = null) => new(token.Reveal(), token.Type, expiresAt);
}
