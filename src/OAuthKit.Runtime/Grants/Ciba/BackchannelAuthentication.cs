using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// An authentication that the user is now asked for: by what to ask for the tokens, and how long
/// (<see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#successful_authentication_request_acknowdlegment">CIBA
/// section 7.3</see>). It shows no secret in <see cref="ToString"/>, the debugger or JSON, and keeps neither the user's code nor
/// the binding message.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<BackchannelAuthentication>))]
public sealed class BackchannelAuthentication
{
    internal BackchannelAuthentication(AuthReqId authReqId, DateTimeOffset expiresAt, TimeSpan interval)
    {
        AuthReqId = authReqId;
        ExpiresAt = expiresAt;
        Interval = interval;
    }

    /// <summary>By this the tokens are asked for.</summary>
    public AuthReqId AuthReqId { get; }

    /// <summary>When the user has to have decided, counted from before the request was sent.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>How long to wait between two requests for the tokens: what the server said, else 5 seconds.</summary>
    public TimeSpan Interval { get; }

    /// <summary>The token that the server will show in its notification; null where no notification was asked for.</summary>
    public ClientNotificationToken? ClientNotificationToken { get; internal init; }

    /// <summary>Every other member of the response, by name. May hold what must not be logged.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, JsonElement> OtherMembers { get; internal init; } = TokenSet.NoOtherMembers;

    /// <summary>The scope that was asked for.</summary>
    internal string? RequestedScope { get; init; }

    /// <summary>Proves with the key that all requests for the tokens show.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal DpopProver? Dpop { get; set; }

    /// <summary>When it ends, and no secret.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"Backchannel authentication, expires {ExpiresAt:u}, interval {Interval.TotalSeconds:0.###} s";
}
