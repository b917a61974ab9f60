using Microsoft.Extensions.Logging;

namespace OAuthKit;

// The times are objects: each combination of types would be code of its own when compiled ahead of time.
internal static partial class TokenLog
{
    [LoggerMessage(100, LogLevel.Debug, "Obtained a token by {GrantType}; it lasts {Lifetime}.", EventName = "TokenObtained")]
    public static partial void Obtained(ILogger logger, string grantType, object? lifetime);

    [LoggerMessage(101, LogLevel.Debug, "Obtained no token by {GrantType}: {Error}.", EventName = "TokenNotObtained")]
    public static partial void NotObtained(ILogger logger, string grantType, string error);

    [LoggerMessage(102, LogLevel.Warning, "No token for {Policy} could be obtained: {Error}. The same failure is returned without asking again until {RetryAt:O}.", EventName = "AcquisitionFailed")]
    public static partial void AcquisitionFailed(ILogger logger, string policy, string error, object retryAt);

    [LoggerMessage(103, LogLevel.Warning, "The token for {Policy} could not be renewed ahead of its end: {Error}. It is used until it ends, and renewal is tried again from {RetryAt:O}.", EventName = "RenewalFailed")]
    public static partial void RenewalFailed(ILogger logger, string policy, string error, object retryAt);

    [LoggerMessage(104, LogLevel.Warning, "A renewed token for {Policy} was refused too: no renewal by challenge until {RetryAt:O}. Check audience and scope of the token, and the clock of the API.", EventName = "RenewedTokenRefused")]
    public static partial void RenewedTokenRefused(ILogger logger, string policy, object retryAt);

    [LoggerMessage(105, LogLevel.Debug, "Dropped {Count} tokens, those that had ended and those that were least recently used.", EventName = "TokensDropped")]
    public static partial void Dropped(ILogger logger, object count);

    [LoggerMessage(106, LogLevel.Warning, "A Bearer token is accepted where one bound by DPoP is asked for: it works for whoever has taken it away.", EventName = "BearerAccepted")]
    public static partial void BearerAccepted(ILogger logger);
}
