namespace OAuthKit;

/// <summary>The names of parameters and response members, as the specifications register them.</summary>
internal static class Wire
{
    public const string AccessToken = "access_token";
    public const string AcrValues = "acr_values";
    public const string ActorToken = "actor_token";
    public const string ActorTokenType = "actor_token_type";
    public const string Assertion = "assertion";
    public const string Audience = "audience";
    public const string AuthReqId = "auth_req_id";
    public const string BindingMessage = "binding_message";
    public const string ClientAssertion = "client_assertion";
    public const string ClientAssertionType = "client_assertion_type";
    public const string ClientId = "client_id";
    public const string ClientNotificationToken = "client_notification_token";
    public const string ClientSecret = "client_secret";
    public const string Code = "code";
    public const string CodeVerifier = "code_verifier";
    public const string DeviceCode = "device_code";
    public const string Error = "error";
    public const string ErrorDescription = "error_description";
    public const string ErrorUri = "error_uri";
    public const string ExpiresIn = "expires_in";
    public const string GrantType = "grant_type";
    public const string IdToken = "id_token";
    public const string IdTokenHint = "id_token_hint";
    public const string Interval = "interval";
    public const string IssuedTokenType = "issued_token_type";
    public const string LoginHint = "login_hint";
    public const string LoginHintToken = "login_hint_token";
    public const string Password = "password";
    public const string Realm = "realm";
    public const string RedirectUri = "redirect_uri";
    public const string RefreshToken = "refresh_token";
    public const string Request = "request";
    public const string RequestedExpiry = "requested_expiry";
    public const string RequestedTokenType = "requested_token_type";
    public const string Resource = "resource";
    public const string OpenId = "openid";
    public const string Scope = "scope";
    public const string SubjectToken = "subject_token";
    public const string SubjectTokenType = "subject_token_type";
    public const string Token = "token";
    public const string TokenType = "token_type";
    public const string TokenTypeHint = "token_type_hint";
    public const string UserCode = "user_code";
    public const string Username = "username";
    public const string VerificationUri = "verification_uri";
    public const string VerificationUriComplete = "verification_uri_complete";

    public const string Authorization = "Authorization";
    public const string Form = "application/x-www-form-urlencoded";
    public const string Json = "application/json";
}
