namespace OAuthKit;

/// <summary>Registered values of <c>error</c>.</summary>
internal static class ErrorCodes
{
    public const string AccessDenied = "access_denied";
    public const string AuthorizationPending = "authorization_pending";
    public const string ExpiredToken = "expired_token";
    public const string InsufficientScope = "insufficient_scope";
    public const string InsufficientUserAuthentication = "insufficient_user_authentication";
    public const string InvalidGrant = "invalid_grant";
    public const string InvalidToken = "invalid_token";
    public const string ServerError = "server_error";
    public const string SlowDown = "slow_down";
    public const string TemporarilyUnavailable = "temporarily_unavailable";
    public const string UnsupportedTokenType = "unsupported_token_type";
    public const string InvalidClient = "invalid_client";
    public const string UseDpopNonce = "use_dpop_nonce";

    private static readonly HashSet<string> _registered =
    [
        AccessDenied, "account_selection_required", AuthorizationPending, "consent_required", ExpiredToken, "expired_login_hint_token", InsufficientScope,
        InsufficientUserAuthentication, "interaction_required", "invalid_client", "invalid_client_metadata", "invalid_dpop_proof", InvalidGrant,
        "invalid_authorization_details", "invalid_binding_message", "invalid_redirect_uri", "invalid_request", "invalid_request_object", "invalid_request_uri", "invalid_scope", "invalid_target", InvalidToken,
        "invalid_user_code", "login_required", "missing_user_code", "registration_not_supported", "request_not_supported", "request_uri_not_supported", ServerError, SlowDown, TemporarilyUnavailable,
        "transaction_failed", "unauthorized_client", "unknown_user_id", "unmet_authentication_requirements", "unsupported_grant_type",
        "unsupported_response_type", UnsupportedTokenType, UseDpopNonce,
    ];

    /// <summary>Keeps a server's own inventions off metrics, where each value is a time series.</summary>
    public static string ForMetric(string error) => _registered.Contains(error) ? error : "_OTHER";
}
