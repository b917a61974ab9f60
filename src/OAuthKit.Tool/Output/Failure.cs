using OAuthKit.Tool.Terminal;

namespace OAuthKit.Tool.Output;

/// <summary>How a fault ends the program: its code, its words, and the exit code.</summary>
internal sealed class Failure
{
    private readonly string _code;
    private readonly string? _error;
    private readonly string _message;
    private readonly int _exitCode;

    private Failure(int exitCode, string code, string message, string? error = null)
    {
        _exitCode = exitCode;
        _code = code;
        _message = message;
        _error = error;
    }

    /// <summary>The failure of an exception; null for one that nobody expects.</summary>
    public static Failure? Of(Exception exception, bool timedOut, bool interrupted) => exception switch
    {
        UsageException e => new(ExitCodes.Usage, "usage", e.Message),
        OAuthServerException { Error: "access_denied" } e => new(ExitCodes.Declined, e.Code, e.Message, e.Error),
        OAuthServerException e => new(ExitCodes.Fault, e.Code, e.Message, e.Error),
        OAuthException { Code: OAuthFault.AuthorizationDenied or OAuthFault.AuthorizationExpired } e => new(ExitCodes.Declined, e.Code, e.Message, (e.InnerException as OAuthServerException)?.Error),
        OAuthException { Code: OAuthFault.BackchannelTimeout } e => new(ExitCodes.Unreachable, e.Code, e.Message),
        OAuthException e => new(ExitCodes.Fault, e.Code, e.Message),
        ApiResponseException e => new(ExitCodes.Fault, "api_status", e.Message),
        HttpRequestException e => new(ExitCodes.Unreachable, "unreachable", Describe(e)),
        OperationCanceledException when interrupted => new(ExitCodes.Interrupted, "interrupted", "Interrupted."),
        OperationCanceledException when timedOut => new(ExitCodes.Declined, "timeout", "The time of --timeout is up."),
        // What the library says of its caller's mistakes, the options are the cause of.
        ArgumentException or InvalidOperationException or FormatException or NotSupportedException => new(ExitCodes.Usage, "usage", Plain(exception)),
        IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException => new(ExitCodes.Usage, "usage", exception.Message),
        _ => null,
    };

    public int Report(ToolRun run)
    {
        var message = run.Secrets.Clean(TerminalText.Clean(_message));
        if (run.IsJson)
        {
            JsonResult.WriteError(_code, _error, message);
        }
        else
        {
            StandardError.Prefixed("error", "red", $"{message} [{_code}]");
        }

        return _exitCode;
    }

    // Argument exceptions name a parameter, which isn't an option.
    private static string Plain(Exception exception) =>
        exception.Message.IndexOf(" (Parameter '", StringComparison.Ordinal) is > 0 and var at ? exception.Message[..at] : exception.Message;

    private static string Describe(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "The name of the server isn't known. Check the address.",
        HttpRequestError.ConnectionError => "No connection to the server could be made. Check that it runs, and that the address is right.",
        HttpRequestError.SecureConnectionError => "The server's certificate isn't trusted, or no secure connection could be agreed on. For a private certificate authority use --ca FILE.",
        _ => "The server could not be reached: " + e.Message,
    };
}
