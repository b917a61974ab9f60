namespace OAuthKit;

/// <summary>Registered values of <c>error</c>.</summary>
internal static class ErrorCodes
{
    public const string InsufficientScope = "insufficient_scope";
    public const string InvalidToken = "invalid_token";

    private static readonly HashSet<string> _registered =
    [
        "access_denied", "authorization_pending", "consent_required", "expired_token", InsufficientScope,
        "insufficient_user_authentication", "interaction_required", "invalid_client", "invalid_client_metadata", "invalid_dpop_proof", "invalid_grant",
        "invalid_redirect_uri", "invalid_request", "invalid_scope", "invalid_target", InvalidToken, "login_required",
        "server_error", "slow_down", "temporarily_unavailable", "unauthorized_client", "unsupported_grant_type",
        "unsupported_response_type", "unsupported_token_type", "use_dpop_nonce",
    ];

    /// <summary>Keeps a server's own inventions off metrics, where each value is a time series.</summary>
    public static string ForMetric(string error) => _registered.Contains(error) ? error : "_OTHER";
}
