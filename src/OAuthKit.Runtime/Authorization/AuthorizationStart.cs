using System.Diagnostics;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>A login that has begun: where to send the browser, and what to remember until the response comes.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<AuthorizationStart>))]
public sealed class AuthorizationStart
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _url;
    private readonly TimeProvider _time;

    internal AuthorizationStart(string url, AuthorizationTransaction transaction, DateTimeOffset? urlExpiresAt, TimeProvider time)
    {
        _url = url;
        _time = time;
        Transaction = transaction;
        UrlExpiresAt = urlExpiresAt;
    }

    /// <summary>The text to send the browser to, once. Not a <see cref="Uri"/>, which would write it in another way. Keep it out of logs.</summary>
    /// <exception cref="OAuthException">The server keeps what was pushed no longer (<see cref="OAuthFault.PushedRequestExpired"/>). Begin anew.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Url => UrlExpiresAt is { } end && _time.GetUtcNow() >= end
        ? throw new OAuthException(OAuthFault.PushedRequestExpired, "The authorization server keeps the pushed authorization request no longer (RFC 9126 section 2.2): begin the login anew when the user is there.")
        : _url;

    /// <summary>Until when the URL can be used, where the request was pushed; null where it says all by itself.</summary>
    public DateTimeOffset? UrlExpiresAt { get; }

    /// <summary>What to remember, bound to this browser.</summary>
    public AuthorizationTransaction Transaction { get; }

    /// <summary>Server, client and end; not the URL.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"Start of {Transaction}";
}
