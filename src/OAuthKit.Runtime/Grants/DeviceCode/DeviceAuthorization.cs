using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// An authorization that a device began: what to show the user, and by what to ask for the tokens
/// (<see href="https://www.rfc-editor.org/rfc/rfc8628#section-3.2">RFC 8628 section 3.2</see>). It shows no code in
/// <see cref="ToString"/>, the debugger or JSON; the user is to see <see cref="UserCode"/>, a log isn't.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<DeviceAuthorization>))]
public sealed class DeviceAuthorization
{
    internal DeviceAuthorization(DeviceCode deviceCode, string userCode, string verificationUri, DateTimeOffset expiresAt, TimeSpan interval)
    {
        DeviceCode = deviceCode;
        UserCode = userCode;
        VerificationUri = verificationUri;
        ExpiresAt = expiresAt;
        Interval = interval;
    }

    /// <summary>By this the tokens are asked for. The user never sees it.</summary>
    public DeviceCode DeviceCode { get; }

    /// <summary>What the user types in at <see cref="VerificationUri"/>. Show it, and keep it out of logs.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string UserCode { get; }

    /// <summary>Where the user goes, written as the server writes it. Always <c>https</c> (on loopback <c>http</c> where that was allowed).</summary>
    public string VerificationUri { get; }

    /// <summary>
    /// The same with the code in it, for a QR code or a browser; null where the server gave none. Show <see cref="UserCode"/> all
    /// the same, so that the user can compare
    /// (<see href="https://www.rfc-editor.org/rfc/rfc8628#section-3.3.1">RFC 8628 section 3.3.1</see>).
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? VerificationUriComplete { get; internal init; }

    /// <summary>When the codes end, counted from before the request for them was sent.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>How long to wait between two requests for the tokens: what the server said, else 5 seconds.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Every other member of the response, by name. May hold what must not be logged.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, JsonElement> OtherMembers { get; internal init; } = TokenSet.NoOtherMembers;

    /// <summary>The scope that was asked for.</summary>
    internal string? RequestedScope { get; init; }

    /// <summary>Proves with the key that all requests for the tokens show.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal DpopProver? Dpop { get; set; }

    /// <summary>When the codes end, and no code.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"Device authorization, expires {ExpiresAt:u}, interval {Interval.TotalSeconds:0.###} s";
}
