namespace OAuthKit;

/// <summary>
/// Something in the protocol went wrong: an answer that breaks a specification, a check that failed, an authorization
/// server that refused. Faults of the transport (no connection, TLS) pass as <see cref="HttpRequestException"/>, and
/// mistakes of the caller as <see cref="ArgumentException"/> or <see cref="InvalidOperationException"/>. Messages never
/// hold a secret, a token or the body of an answer.
/// </summary>
public class OAuthException : Exception
{
    /// <summary>Makes an exception with a code.</summary>
    /// <param name="code">A stable code, one of <see cref="OAuthFault"/> or the caller's own.</param>
    /// <param name="message">What is wrong and what to do about it. Never a secret.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public OAuthException(string code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        Code = code;
    }

    /// <summary>The stable code of the fault, fit for programs: one of <see cref="OAuthFault"/>. Messages may change, codes don't.</summary>
    public string Code { get; }

    /// <summary>The HTTP status of the answer, where an answer is the cause.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The claim or header parameter of a JWT that the fault is about, such as <c>aud</c>; null where it is about something else.</summary>
    public string? ClaimName { get; init; }

    /// <summary>
    /// What <see cref="ClaimName"/> had to be, fit for logs: the issuer, the client identifier, a time. Null where there is no one
    /// value, and where it is a secret of the request, such as the <c>nonce</c>.
    /// </summary>
    public string? Expected { get; init; }

    /// <summary>
    /// When it makes sense to ask again, where the server said so (<c>Retry-After</c>) or a limit of the
    /// <see cref="TokenManager"/> holds requests back until then.
    /// </summary>
    public DateTimeOffset? RetryAt { get; internal set; }
}
