using System.Diagnostics;
using System.Net;

namespace OAuthKit;

/// <summary>
/// A notification of the authorization server that the user has decided (ping mode,
/// <see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#ping_callback">CIBA
/// section 10.2</see>), verified or not. Answer it with <see cref="StatusCode"/> and an empty body, never with a redirect.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PingNotification
{
    private const int LongestBody = 64 * 1024;

    private static readonly PingNotification _refused = new(null);

    private PingNotification(AuthReqId? authReqId) => AuthReqId = authReqId;

    /// <summary>Whether it comes from the server, for a request that is waited for.</summary>
    public bool IsValid => AuthReqId is not null;

    /// <summary>The request that the user has decided on; null where the notification isn't valid.</summary>
    public AuthReqId? AuthReqId { get; }

    /// <summary>The status to answer with: 204 where it is valid, else 401.</summary>
    public int StatusCode => (int)(IsValid ? HttpStatusCode.NoContent : HttpStatusCode.Unauthorized);

    /// <summary>Verifies a notification: its bearer token must be the one that was made for the request that it names.</summary>
    /// <param name="authorization">The <c>Authorization</c> header as it came; null where there was none.</param>
    /// <param name="body">The body as it came. More than 64 KiB are refused.</param>
    /// <param name="find">Finds the token of a request, <see cref="BackchannelAuthentication.ClientNotificationToken"/>; null where the request is unknown.</param>
    /// <param name="cancellationToken">Passed to <paramref name="find"/>.</param>
    /// <returns>What the notification is worth. It says nothing of what the user decided: ask for the tokens.</returns>
    public static async ValueTask<PingNotification> VerifyAsync(
        string? authorization,
        ReadOnlyMemory<byte> body,
        Func<AuthReqId, CancellationToken, ValueTask<ClientNotificationToken?>> find,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(find);
        if (ReadToken(authorization) is not { } shown || ReadId(body) is not { } id)
        {
            return _refused;
        }

        // Compared in a fixed time, so that the token can't be found out piece by piece.
        var expected = await find(id, cancellationToken).ConfigureAwait(false);
        return shown.Equals(expected) ? new PingNotification(id) : _refused;
    }

    /// <summary>Whether it is valid, and no secret.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => IsValid ? "Valid ping notification" : "Refused ping notification";

    // The scheme is compared without regard to case (RFC 9110 section 11.1).
    private static ClientNotificationToken? ReadToken(string? authorization)
    {
        const string Prefix = Scheme.Bearer + " ";
        return authorization is not null && authorization.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && ClientNotificationToken.TryParse(authorization[Prefix.Length..].Trim(' '), out var token)
                ? token
                : null;
    }

    // Members other than auth_req_id are ignored.
    private static AuthReqId? ReadId(ReadOnlyMemory<byte> body)
    {
        if (body.Length > LongestBody)
        {
            return null;
        }

        using var document = StrictJson.ParseObject(body);
        return document is not null && AuthReqId.TryParse(StrictJson.StringOrNull(document.RootElement, Wire.AuthReqId), out var id) ? id : null;
    }
}
