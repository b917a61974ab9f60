using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// What a token endpoint gave: the access token and what came with it
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749 section 5.1</see>). It is immutable, and shows no
/// token in <see cref="ToString"/>, the debugger or plain JSON. Keep one with <see cref="ToJson"/>.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<TokenSet>))]
public sealed class TokenSet
{
    internal static readonly Dictionary<string, JsonElement> NoOtherMembers = new(0);

    private readonly TimeProvider _time;
    private readonly long _expiresAt;
    private IdToken? _idToken;

    /// <summary>Tokens that were obtained in a way of one's own, for a <see cref="TokenSource"/>.</summary>
    /// <param name="accessToken">The access token.</param>
    /// <param name="expiresAt">When it ends; null where that isn't known.</param>
    /// <param name="timeProvider">The clock by which it ages; the system's by default.</param>
    public TokenSet(AccessToken accessToken, DateTimeOffset? expiresAt = null, TimeProvider? timeProvider = null)
        : this(accessToken ?? throw new ArgumentNullException(nameof(accessToken)), accessToken.Binding is null ? Scheme.Bearer : Scheme.Dpop, expiresAt, timeProvider ?? TimeProvider.System)
    {
    }

    internal TokenSet(AccessToken accessToken, string tokenType, DateTimeOffset? expiresAt, TimeProvider time)
    {
        AccessToken = accessToken;
        TokenType = tokenType;
        _time = time;
        _expiresAt = expiresAt?.UtcTicks ?? -1;
    }

    /// <summary>The access token.</summary>
    public AccessToken AccessToken { get; }

    /// <summary>
    /// The type of the access token, spelled as registered: <c>Bearer</c>; <c>DPoP</c> where it is bound to a key
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-5">RFC 9449 section 5</see>); <c>N_A</c> where an exchange issued something that
    /// isn't an access token and is sent to no API
    /// (<see href="https://www.rfc-editor.org/rfc/rfc8693#section-2.2.1">RFC 8693 section 2.2.1</see>).
    /// </summary>
    public string TokenType { get; }

    /// <summary>
    /// When the access token ends, counted from before the request for it was sent; null where the server didn't say.
    /// </summary>
    public DateTimeOffset? ExpiresAt => _expiresAt < 0 ? null : new DateTimeOffset(_expiresAt, TimeSpan.Zero);

    /// <summary>
    /// How long the access token still lasts, by the clock of the client that got it; zero once it has ended, null where the
    /// server didn't say.
    /// </summary>
    public TimeSpan? ExpiresIn =>
        _expiresAt < 0 ? null : TimeSpan.FromTicks(Math.Max(0, _expiresAt - _time.GetUtcNow().UtcTicks));

    /// <summary>
    /// The scope that was granted, as scope values separated by spaces. Where the server named none it is the scope that was
    /// asked for (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749 section 3.3</see>); null where that
    /// wasn't named either.
    /// </summary>
    public string? Scope { get; init; }

    /// <summary>The refresh token, where one came.</summary>
    public RefreshToken? RefreshToken { get; init; }

    /// <summary>The ID token as it came. Take no identity from it; that is in <see cref="IdToken"/>.</summary>
    public EncodedIdToken? EncodedIdToken { get; init; }

    /// <summary>Who has signed in: the claims of the ID token, once it was validated. Null where none came, and where the issuer of the server isn't known, so that none could be validated.</summary>
    public IdToken? IdToken
    {
        get => _idToken;
        internal init => _idToken = value;
    }

    /// <summary>
    /// What kind of token an exchange issued, as its URI
    /// (<see href="https://www.rfc-editor.org/rfc/rfc8693#section-3">RFC 8693 section 3</see>); null after other grants.
    /// </summary>
    public string? IssuedTokenType { get; init; }

    /// <summary>
    /// The authorization server that gave them, as it names itself; null where that isn't known. The refresh token is sent to no
    /// other.
    /// </summary>
    public string? Issuer { get; init; }

    /// <summary>
    /// What access was granted in detail, which may be more, less or something else than was asked for
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9396#section-7">RFC 9396 section 7</see>); null where the server didn't say.
    /// It is read from <see cref="OtherMembers"/>, and kept there. May hold what must not be logged.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyList<AuthorizationDetail>? AuthorizationDetails
    {
        get => field ??= OtherMembers.TryGetValue(Wire.AuthorizationDetails, out var details) ? AuthorizationDetailJson.ReadArray(details) : null;
        internal init;
    }

    /// <summary>Every other member of the response, by name. May hold what must not be logged.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, JsonElement> OtherMembers { get; init; } = NoOtherMembers;

    /// <summary>Whether the access token has ended, or will within a time.</summary>
    /// <param name="leeway">How long before its end a token counts as ended. The default is zero.</param>
    /// <returns>False also where the server didn't say when the token ends.</returns>
    public bool IsExpired(TimeSpan leeway = default) =>
        _expiresAt >= 0 && leeway.Ticks >= _expiresAt - _time.GetUtcNow().UtcTicks;

    /// <summary>The same tokens with the claims of their ID token.</summary>
    internal TokenSet With(IdToken? idToken)
    {
        if (idToken is null)
        {
            return this;
        }

        var copy = (TokenSet)MemberwiseClone();
        copy._idToken = idToken;
        return copy;
    }

    /// <summary>Type, scope and end of the access token, and which other tokens came with it; no token.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString()
    {
        var expiry = ExpiresAt is { } at ? $"expires {at:u}" : "no known expiry";
        var others = (RefreshToken, EncodedIdToken) switch
        {
            ({ }, { }) => ", with a refresh token and an ID token",
            ({ }, null) => ", with a refresh token",
            (null, { }) => ", with an ID token",
            _ => "",
        };
        return $"{TokenType} token, scope \"{ServerText.Clean(Scope)}\", {expiry}{others}";
    }

    /// <summary>
    /// Writes the tokens as JSON, in a form that later versions will read. The text holds the raw tokens: encrypt it before it
    /// is kept. Of a key that they are bound to it holds the thumbprint only.
    /// </summary>
    /// <returns>A JSON object.</returns>
    public string ToJson() => Encoding.UTF8.GetString(TokenSetJson.Write(this, withKey: false).WrittenSpan);

    /// <summary>
    /// Writes the tokens as <see cref="ToJson"/> does, and encrypts them by a function of the caller's, such as <c>Protect</c> of
    /// ASP.NET Core's data protection. A key that OAuthKit made for them, as for a sign-in, is written too; one that was given or
    /// read from a file isn't.
    /// </summary>
    /// <param name="protect">Encrypts and authenticates bytes.</param>
    /// <returns>What the function gave.</returns>
    public byte[] ToProtected(Func<byte[], byte[]> protect)
    {
        ArgumentNullException.ThrowIfNull(protect);
        var buffer = TokenSetJson.Write(this, withKey: true);
        var plain = buffer.WrittenSpan.ToArray();
        buffer.Clear();
        try
        {
            return protect(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON object.</param>
    /// <param name="timeProvider">The clock by which the tokens age; the system's by default.</param>
    /// <param name="key">The key that they are bound to by DPoP; null, the default, where they aren't.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="FormatException">The text isn't what <see cref="ToJson"/> writes. The message doesn't hold it.</exception>
    /// <exception cref="OAuthException">They are bound to another key than the one that was given, or to one and none was given (<see cref="OAuthFault.DpopKeyMissing"/>).</exception>
    public static TokenSet FromJson(string json, TimeProvider? timeProvider = null, DpopKey? key = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return TokenSetJson.Read(Encoding.UTF8.GetBytes(json), timeProvider ?? TimeProvider.System, key);
    }

    /// <summary>Reads what <see cref="ToProtected"/> wrote.</summary>
    /// <param name="data">What its function gave.</param>
    /// <param name="unprotect">Decrypts bytes, and throws where they were changed.</param>
    /// <param name="timeProvider">The clock by which the tokens age; the system's by default.</param>
    /// <param name="key">The key that they are bound to by DPoP; null, the default, where they aren't, or where OAuthKit made it and it was written with them.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="FormatException">What the function gave isn't what <see cref="ToJson"/> writes. The message doesn't hold it.</exception>
    /// <exception cref="OAuthException">They are bound to a key that isn't there (<see cref="OAuthFault.DpopKeyMissing"/>).</exception>
    public static TokenSet FromProtected(byte[] data, Func<byte[], byte[]> unprotect, TimeProvider? timeProvider = null, DpopKey? key = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(unprotect);
        var plain = unprotect(data);
        try
        {
            return TokenSetJson.Read(plain, timeProvider ?? TimeProvider.System, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }
}
