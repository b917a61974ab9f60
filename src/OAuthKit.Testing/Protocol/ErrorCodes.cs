namespace OAuthKit.Testing;

internal static class ErrorCodes
{
    public const string InsufficientScope = "insufficient_scope";
    public const string InvalidClient = "invalid_client";
    public const string InvalidRequest = "invalid_request";
    public const string InvalidScope = "invalid_scope";
    public const string InvalidTarget = "invalid_target";
    public const string InvalidToken = "invalid_token";
    public const string UnauthorizedClient = "unauthorized_client";
    public const string UnsupportedGrantType = "unsupported_grant_type";
}
