namespace OAuthKit;

/// <summary>
/// The authorization server refused, with an error of its own
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749 section 5.2</see>). The three members are the
/// server's text: control characters are taken out and the length is limited, but it is untrusted all the same.
/// </summary>
public sealed class OAuthServerException : OAuthException
{
    internal OAuthServerException(string endpoint, string error, string? description, string? uri, int statusCode)
        : base(OAuthFault.ServerError, Describe(endpoint, error, description, statusCode))
    {
        Error = error;
        ErrorDescription = description;
        ErrorUri = uri;
        StatusCode = statusCode;
    }

    /// <summary>The refusal that a browser brought, which has no status.</summary>
    internal OAuthServerException(string error, string? description, string? uri)
        : base(OAuthFault.ServerError, description is null
            ? $"The authorization endpoint refused the request with \"{error}\"."
            : $"The authorization endpoint refused the request with \"{error}\": {description}")
    {
        Error = error;
        ErrorDescription = description;
        ErrorUri = uri;
    }

    /// <summary>The error code, such as <c>invalid_client</c> or <c>invalid_scope</c>.</summary>
    public string Error { get; }

    /// <summary>The code as the server wrote it, where it is one of its own (<see cref="ServerQuirks.ErrorCodes"/>) and <see cref="Error"/> is the registered one that it means; else null.</summary>
    public string? OriginalError { get; internal init; }

    /// <summary>The server's explanation for developers, at most 512 characters.</summary>
    public string? ErrorDescription { get; }

    /// <summary>A page about the error, at most 512 characters. Not checked to be a URL.</summary>
    public string? ErrorUri { get; }

    private static string Describe(string endpoint, string error, string? description, int status) =>
        description is null
            ? $"The {endpoint} refused the request with \"{error}\" (HTTP {status})."
            : $"The {endpoint} refused the request with \"{error}\" (HTTP {status}): {description}";
}
