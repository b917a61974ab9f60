using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// What has to be remembered between a request and its response, so that the response can be checked against it
/// (<see href="https://www.rfc-editor.org/rfc/rfc9700#section-4.7">RFC 9700 section 4.7</see>). It is good for one response of
/// one browser: keep it bound to that browser, in an <see cref="AuthorizationTransactionStore"/> or as a protected cookie
/// (<see cref="ToProtected"/>). It holds secrets, and shows none in <see cref="ToString"/>, the debugger or plain JSON.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<AuthorizationTransaction>))]
public sealed class AuthorizationTransaction
{
    /// <summary>How long the text of <see cref="ToProtected"/> may be: 3,800 characters, which leaves room for name and attributes in the 4,096 bytes of a cookie.</summary>
    public const int MaxProtectedLength = 3800;

    internal AuthorizationTransaction()
    {
    }

    /// <summary>The issuer of the server that the user was sent to; null where the server has none.</summary>
    public required string? Issuer { get; init; }

    /// <summary>The client that asked.</summary>
    public required string ClientId { get; init; }

    /// <summary>Where the response must arrive.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>What the response must bring; one of <see cref="ResponseTypes"/>.</summary>
    public required string ResponseType { get; init; }

    /// <summary>How the response must come back; one of <see cref="ResponseModes"/>, or null where that was left to the server.</summary>
    public string? ResponseMode { get; init; }

    /// <summary>The value that ties the response to the request. Keep it out of logs.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public required string State { get; init; }

    /// <summary>The scope that was asked for.</summary>
    public string? Scope { get; init; }

    /// <summary>The resources that were asked for, which are named again when the code is exchanged.</summary>
    public IReadOnlyList<string> Resource { get; init; } = [];

    /// <summary>How old the authentication may be.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>How the user was to be authenticated.</summary>
    public IReadOnlyList<string> AcrValues { get; init; } = [];

    /// <summary>Where the application goes on, as it said in its request.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ReturnUrl { get; init; }

    /// <summary>When the request was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when a response is accepted.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Of a server without an issuer: where the user was sent.</summary>
    internal string? AuthorizationEndpoint { get; init; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Nonce { get; init; }

    /// <summary>Null where no code was asked for.</summary>
    internal CodeVerifier? CodeVerifier { get; init; }

    /// <summary>Whether the server says that its responses have <c>iss</c>.</summary>
    internal bool RequiresIssuer { get; init; }

    internal bool RequiresCallbackUrl { get; init; }

    /// <summary>By what the key is found again that the tokens are to be bound to.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? DpopKey { get; init; }

    internal ExpectedResponse Expected => field ??= new ExpectedResponse(ResponseType, ResponseMode);

    /// <summary>Server, client and end; no secret.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"Authorization transaction of {ServerText.Clean(ClientId)} at {ServerText.Clean(Issuer ?? AuthorizationEndpoint)}, expires {ExpiresAt:u}";

    /// <summary>Writes the transaction as JSON, in a form that later versions will read. The text holds secrets: encrypt it before it is kept.</summary>
    /// <returns>A JSON object.</returns>
    public string ToJson() => Encoding.UTF8.GetString(AuthorizationTransactionJson.Write(this).WrittenSpan);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON object.</param>
    /// <returns>The transaction.</returns>
    /// <exception cref="FormatException">The text isn't what <see cref="ToJson"/> writes. The message doesn't hold it.</exception>
    public static AuthorizationTransaction FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return AuthorizationTransactionJson.Read(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>
    /// Writes the transaction as a text that fits into a cookie, encrypted and authenticated by a function of the caller's, such
    /// as <c>Protect</c> of ASP.NET Core's data protection. Such a text can be given in more than once until it expires: what
    /// keeps a response from being used twice is then the client's memory of the last ones, and the server, which takes a code
    /// once. See <see cref="AuthorizationCookie"/> for the cookie.
    /// </summary>
    /// <param name="protect">Encrypts and authenticates bytes.</param>
    /// <returns>Base64url of what the function gave.</returns>
    /// <exception cref="InvalidOperationException">The text would be longer than <see cref="MaxProtectedLength"/>: a browser would drop it without a word.</exception>
    public string ToProtected(Func<byte[], byte[]> protect)
    {
        ArgumentNullException.ThrowIfNull(protect);
        var buffer = AuthorizationTransactionJson.Write(this);
        var plain = buffer.WrittenSpan.ToArray();
        buffer.Clear();
        try
        {
            var text = Base64Url.EncodeToString(protect(plain));
            return text.Length <= MaxProtectedLength
                ? text
                : throw new InvalidOperationException($"The protected transaction has {text.Length} characters, and a cookie takes {MaxProtectedLength}: keep it in an {nameof(AuthorizationTransactionStore)}, or ask for fewer scopes and resources.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Reads what <see cref="ToProtected"/> wrote.</summary>
    /// <param name="text">The text, as it came back.</param>
    /// <param name="unprotect">Decrypts bytes, and throws a <see cref="CryptographicException"/> where they were changed.</param>
    /// <returns>The transaction.</returns>
    /// <exception cref="OAuthException">The text was changed, isn't one, or was protected by another key (<see cref="OAuthFault.AuthorizationTransactionInvalid"/>).</exception>
    public static AuthorizationTransaction FromProtected(string text, Func<byte[], byte[]> unprotect)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(unprotect);
        if (text.Length > MaxProtectedLength || StrictBase64Url.Decode(text) is not { } data)
        {
            throw Invalid();
        }

        byte[]? plain = null;
        try
        {
            plain = unprotect(data);
            return AuthorizationTransactionJson.Read(plain);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            // None says more than that it isn't ours, also where the function stumbled over one that is too short, and the text doesn't travel.
            throw Invalid();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static OAuthException Invalid() =>
        new(OAuthFault.AuthorizationTransactionInvalid, "The kept authorization transaction was changed, or was protected by another key. Begin the login anew.");
}
