using System.Net;

namespace OAuthKit;

/// <summary>
/// An API answered with an error status, or with something that isn't what the caller reads. Its message and properties hold no
/// token, and of the address no query.
/// </summary>
public sealed class ApiResponseException : HttpRequestException
{
    internal ApiResponseException(string message, HttpMethod method, string address, HttpStatusCode status, Exception? inner = null)
        : base(message, inner, status)
    {
        Method = method;
        Address = address;
    }

    /// <summary>The method of the call.</summary>
    public HttpMethod Method { get; }

    /// <summary>The address that was called, without its query.</summary>
    public string Address { get; }

    /// <summary>What the answer holds by its own word; null where it doesn't say.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>
    /// The begin of the answer, 1,024 characters at most, fit for logs: tokens and what looks like a secret are replaced, and
    /// control characters too. Null where the answer is empty or isn't text.
    /// </summary>
    public string? Excerpt { get; internal init; }

    /// <summary>The problem details that the API gave; null where it gave none.</summary>
    public ApiProblem? Problem { get; internal init; }

    /// <summary>How long the API asks to wait (<see href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110 section 10.2.3</see>); null where it doesn't.</summary>
    public TimeSpan? RetryAfter { get; internal init; }
}
