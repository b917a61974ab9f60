namespace OAuthKit;

/// <summary>
/// The server couldn't be reached, didn't answer in time, or is in trouble itself (HTTP 408, 429 and from 500). The wait doubles
/// with each of these in a row (<see href="https://www.rfc-editor.org/rfc/rfc8628#section-3.5">RFC 8628 section 3.5</see>).
/// </summary>
public sealed class PollUnanswered : PollResult
{
    internal PollUnanswered(Exception fault, DateTimeOffset nextPollAt)
    {
        Fault = fault;
        NextPollAt = nextPollAt;
    }

    /// <inheritdoc/>
    public override bool IsFinal => false;

    /// <summary>What went wrong: an <see cref="HttpRequestException"/> or an <see cref="OAuthException"/>.</summary>
    public Exception Fault { get; }

    /// <summary>When the server may be asked again.</summary>
    public DateTimeOffset NextPollAt { get; }
}
